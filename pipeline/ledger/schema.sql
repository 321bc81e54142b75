-- The ledger's tables. This file is the documentation: `newstally schema` prints it.
--
-- "kept" columns are facts of one page and never change; "derived" columns follow from all kept rows together and are
-- made anew whenever what they follow from grows, so that they never depend on the order in which pages came in.

CREATE TABLE ledger_info (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
COMMENT ON TABLE ledger_info IS 'Facts about this database, one per row.';
COMMENT ON COLUMN ledger_info.key IS 'What is told: schema_version; derived_by, the rules by which claims and copies were told apart.';
COMMENT ON COLUMN ledger_info.value IS 'Its value: a whole number; a hash of the rules.';

CREATE TABLE runs (
    run_id VARCHAR NOT NULL,
    command VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    extractor VARCHAR NOT NULL,
    pages BIGINT NOT NULL DEFAULT 0,
    articles BIGINT NOT NULL DEFAULT 0,
    sightings BIGINT NOT NULL DEFAULT 0,
    problems VARCHAR[] NOT NULL,
    rebuilt BOOLEAN
);
COMMENT ON TABLE runs IS 'Commands that wrote something new to the ledger, one row each.';
COMMENT ON COLUMN runs.run_id IS 'Identity of the run: a time and a process number.';
COMMENT ON COLUMN runs.command IS 'The command: crawl, ingest, rebuild, import …';
COMMENT ON COLUMN runs.started_at IS 'When it began (UTC).';
COMMENT ON COLUMN runs.ended_at IS 'When its last batch was written (UTC).';
COMMENT ON COLUMN runs.extractor IS 'Version of the extractor that it ran.';
COMMENT ON COLUMN runs.pages IS 'Pages that it added.';
COMMENT ON COLUMN runs.articles IS 'Article versions that it added.';
COMMENT ON COLUMN runs.sightings IS 'Sightings that it added.';
COMMENT ON COLUMN runs.problems IS 'What it left out, and why: one line each, the first 1000.';
COMMENT ON COLUMN runs.rebuilt IS 'Whether a later rebuild or update counts again what it added. A run that went on after a rebuild has two rows.';

CREATE TABLE archive_marks (file VARCHAR PRIMARY KEY, read_to BIGINT NOT NULL);
COMMENT ON TABLE archive_marks IS 'How far each WARC file has been taken into the ledger; written in the same transaction as what was read.';
COMMENT ON COLUMN archive_marks.file IS 'Path of the WARC file, relative to the ledger''s folder where it lies below it.';
COMMENT ON COLUMN archive_marks.read_to IS 'Offset in bytes of the first record that is not yet in the ledger.';

CREATE TABLE pages (
    page_id VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    url VARCHAR,
    outlet VARCHAR,
    fetched_at TIMESTAMP,
    status SMALLINT,
    digest VARCHAR,
    warc_file VARCHAR NOT NULL,
    warc_offset BIGINT NOT NULL,
    article_id VARCHAR,
    note VARCHAR
);
COMMENT ON TABLE pages IS 'What was found under each address: one row for each article version, and for each reason why there was none. Of several fetches with the same outcome the earliest is kept, but every answer that a page is gone.';
COMMENT ON COLUMN pages.page_id IS 'Identity of the outcome: a hash of address, article version, status and note, and of the time where the page was gone.';
COMMENT ON COLUMN pages.address IS 'The article''s canonical address, by which its versions are known as one article.';
COMMENT ON COLUMN pages.url IS 'The address that was fetched; null for articles that came without one.';
COMMENT ON COLUMN pages.outlet IS 'Name of the outlet.';
COMMENT ON COLUMN pages.fetched_at IS 'When it was fetched (UTC).';
COMMENT ON COLUMN pages.status IS 'HTTP status; null for articles that came from a file.';
COMMENT ON COLUMN pages.digest IS 'Digest of the payload, as the archive gives it.';
COMMENT ON COLUMN pages.warc_file IS 'The WARC file, relative to the ledger''s folder where it lies below it.';
COMMENT ON COLUMN pages.warc_offset IS 'Offset in bytes of the record in the WARC file.';
COMMENT ON COLUMN pages.article_id IS 'The article version found in the page; null if none was.';
COMMENT ON COLUMN pages.note IS 'Why no article was found, or no claims were looked for.';

CREATE TABLE articles (
    article_id VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    url VARCHAR,
    outlet VARCHAR,
    title VARCHAR,
    authors VARCHAR[],
    language VARCHAR,
    country VARCHAR,
    published_at TIMESTAMP,
    published_on DATE,
    modified_at TIMESTAMP,
    text VARCHAR NOT NULL,
    story VARCHAR[] NOT NULL,
    signature_id BIGINT,
    extractor VARCHAR NOT NULL,
    version INTEGER,
    copy_group VARCHAR,
    first_fetched_at TIMESTAMP,
    withdrawn_at TIMESTAMP,
    seen_on DATE,
    warc_file VARCHAR,
    warc_offset BIGINT,
    main_name VARCHAR,
    main_place VARCHAR,
    story_id VARCHAR,
    story_weights SMALLINT[]
);
COMMENT ON TABLE articles IS 'Article versions: one row for each wording (title, text, publication date) under one address.';
COMMENT ON COLUMN articles.article_id IS 'Identity of the version: a hash of address, title, text and publication date.';
COMMENT ON COLUMN articles.address IS 'Canonical address; the versions of one article share it.';
COMMENT ON COLUMN articles.url IS 'Address that the page gives for itself, or from which it was fetched.';
COMMENT ON COLUMN articles.outlet IS 'Name of the outlet; the host of the address where no outlet is configured.';
COMMENT ON COLUMN articles.title IS 'Headline.';
COMMENT ON COLUMN articles.authors IS 'Authors as named on the page.';
COMMENT ON COLUMN articles.language IS 'ISO 639-1 code.';
COMMENT ON COLUMN articles.country IS 'ISO 3166 code of the outlet''s country.';
COMMENT ON COLUMN articles.published_at IS 'Publication time (UTC; midnight where only the day is known).';
COMMENT ON COLUMN articles.published_on IS 'Day of publication as the outlet dates it.';
COMMENT ON COLUMN articles.modified_at IS 'Time of the last change that the page tells (UTC).';
COMMENT ON COLUMN articles.text IS 'Clean text. Offsets of sightings count its Unicode code points from 0.';
COMMENT ON COLUMN articles.story IS 'Terms by which the story is known, the weightiest first: names, words of headline and lead, large figures.';
COMMENT ON COLUMN articles.story_weights IS 'How much each term tells: the more the fewer articles have it; the squares add up to a million.';
COMMENT ON COLUMN articles.main_name IS 'The name that the article mentions most: a place, a person, an organisation; null if it mentions none.';
COMMENT ON COLUMN articles.main_place IS 'The place that the article is about: the one that it names most.';
COMMENT ON COLUMN articles.story_id IS 'Derived: articles about one event share it (view stories). It is the smallest article_id among them.';
COMMENT ON COLUMN articles.signature_id IS 'The MinHash signature of the text (table signatures); null for texts too short to compare.';
COMMENT ON COLUMN articles.extractor IS 'Version of the extractor, and of the rules for keys, that made this row.';
COMMENT ON COLUMN articles.version IS 'Derived: 1 for the earliest version fetched under this address, 2 for the next …; of those fetched at one moment, by the time of the last change or publication.';
COMMENT ON COLUMN articles.copy_group IS 'Derived: articles that are copies of one text, or versions of one page, share it. It is the smallest article_id among them.';
COMMENT ON COLUMN articles.first_fetched_at IS 'Derived: when this version was first fetched (UTC).';
COMMENT ON COLUMN articles.withdrawn_at IS 'Derived: when the address was first found gone (404 or 410) after this version was fetched (UTC).';
COMMENT ON COLUMN articles.seen_on IS 'Derived: day of publication; of first fetching where the article has no date.';
COMMENT ON COLUMN articles.warc_file IS 'Derived: WARC file of the first page that holds this version.';
COMMENT ON COLUMN articles.warc_offset IS 'Derived: offset in bytes of that page''s record.';

CREATE TABLE sightings (
    sighting_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    quantity VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    sentence VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    comparator VARCHAR NOT NULL,
    low DOUBLE NOT NULL,
    high DOUBLE NOT NULL,
    kind VARCHAR NOT NULL,
    unit VARCHAR,
    subject VARCHAR,
    head VARCHAR,
    source_text VARCHAR,
    source_start INTEGER,
    source_end INTEGER,
    cue VARCHAR,
    as_of_start DATE,
    as_of_end DATE,
    modality VARCHAR NOT NULL,
    subject_key VARCHAR NOT NULL,
    topics VARCHAR[] NOT NULL,
    source_label VARCHAR,
    source_name VARCHAR,
    source_last VARCHAR,
    source_initials VARCHAR,
    scales VARCHAR[] NOT NULL,
    figure_key BIGINT NOT NULL,
    text_key BIGINT NOT NULL,
    extractor VARCHAR NOT NULL,
    source VARCHAR,
    source_id VARCHAR,
    claim_id VARCHAR,
    published_at TIMESTAMP,
    seen_on DATE,
    url VARCHAR,
    outlet VARCHAR,
    warc_file VARCHAR,
    warc_offset BIGINT,
    confidence DOUBLE,
    per VARCHAR,
    statistic VARCHAR,
    measure VARCHAR,
    population VARCHAR,
    place VARCHAR,
    country VARCHAR,
    aspect VARCHAR,
    entry_at TIMESTAMP,
    entry_on DATE,
    source_organisation VARCHAR,
    organisation_id VARCHAR,
    claim_reason VARCHAR
);
COMMENT ON TABLE sightings IS 'Every appearance of a claim in an article version.';
COMMENT ON COLUMN sightings.sighting_id IS 'Identity of the sighting: a hash of the article version and the place of the number in it.';
COMMENT ON COLUMN sightings.article_id IS 'The article version in which it stands.';
COMMENT ON COLUMN sightings.quantity IS 'The numeric expression as printed: articles.text from start to end.';
COMMENT ON COLUMN sightings."start" IS 'Offset of the quantity in the article''s text, in code points from 0.';
COMMENT ON COLUMN sightings."end" IS 'Offset of the end of the quantity (exclusive).';
COMMENT ON COLUMN sightings.sentence IS 'The sentence in which it stands.';
COMMENT ON COLUMN sightings.sentence_start IS 'Offset of the sentence.';
COMMENT ON COLUMN sightings.comparator IS '= exact, ~ about, > at least or more than, < at most or less than, .. a range.';
COMMENT ON COLUMN sightings.low IS 'The number with its multiplier applied; the lower end of a range.';
COMMENT ON COLUMN sightings.high IS 'The same as low, or the upper end of a range.';
COMMENT ON COLUMN sightings.kind IS 'count, money, percent, ratio, duration or measure.';
COMMENT ON COLUMN sightings.unit IS 'What is counted (singular), currency (ISO 4217), %, or unit of measure.';
COMMENT ON COLUMN sightings.subject IS 'What the number is a number of, in the article''s words.';
COMMENT ON COLUMN sightings.head IS 'The one word that is the counted or measured thing.';
COMMENT ON COLUMN sightings.source_text IS 'Who the article says gives the figure; null where it speaks itself.';
COMMENT ON COLUMN sightings.source_start IS 'Offset of the mention of the source that was read.';
COMMENT ON COLUMN sightings.source_end IS 'Its end (exclusive).';
COMMENT ON COLUMN sightings.cue IS 'The words by which the source was known: said, according to …';
COMMENT ON COLUMN sightings.as_of_start IS 'First day for which the figure is said to hold; null if no time is said.';
COMMENT ON COLUMN sightings.as_of_end IS 'Last day for which the figure is said to hold.';
COMMENT ON COLUMN sightings.modality IS 'asserted, negated, projected or hypothetical.';
COMMENT ON COLUMN sightings.subject_key IS 'What subjects are compared by: kind, unit, head and distinguishing words, in dictionary form.';
COMMENT ON COLUMN sightings.topics IS 'What the subject is about, in terms that different wordings share: release, death, budget …';
COMMENT ON COLUMN sightings.source_label IS 'source_text without titles and what stands before a name.';
COMMENT ON COLUMN sightings.source_name IS 'source_label in lower case without accents.';
COMMENT ON COLUMN sightings.source_last IS 'Last word of source_name where it is a name, by which short forms of names are found; null for descriptions.';
COMMENT ON COLUMN sightings.source_initials IS 'Initials of a name of several words.';
COMMENT ON COLUMN sightings.scales IS 'Scales on which the figure can be compared with others: "count person", "count RELEASE", "money USD" …';
COMMENT ON COLUMN sightings.figure_key IS 'Hash of comparator, low, high, modality and subject_key: sightings of one claim share it.';
COMMENT ON COLUMN sightings.text_key IS 'Key of the sentence and subject in the search index (table search_words).';
COMMENT ON COLUMN sightings.extractor IS 'Version of the extractor, and of the rules for keys, that made this row.';
COMMENT ON COLUMN sightings.source IS 'Derived: the fullest name that articles about the story use for the source.';
COMMENT ON COLUMN sightings.source_id IS 'Derived: the resolved source (view sources); null where the article speaks itself.';
COMMENT ON COLUMN sightings.source_organisation IS 'The organisation for which a source that is a person speaks, where the article tells it.';
COMMENT ON COLUMN sightings.organisation_id IS 'Derived: that organisation as a source (view sources), also where only another article about the story tells it.';
COMMENT ON COLUMN sightings.claim_id IS 'Derived: the claim that this is a sighting of.';
COMMENT ON COLUMN sightings.claim_reason IS 'Derived: why it is held to be a sighting of that claim, in words: what it has in common with the earliest sighting; null for the earliest itself.';
COMMENT ON COLUMN sightings.published_at IS 'The article''s publication time, a live blog''s entry''s own (UTC).';
COMMENT ON COLUMN sightings.seen_on IS 'Derived: the article''s seen_on, or the day of a live blog''s entry.';
COMMENT ON COLUMN sightings.entry_at IS 'Publication time of the live blog''s entry in which it stands (UTC); null elsewhere.';
COMMENT ON COLUMN sightings.entry_on IS 'The day of that entry as the outlet dates it.';
COMMENT ON COLUMN sightings.url IS 'The article''s address.';
COMMENT ON COLUMN sightings.outlet IS 'The article''s outlet.';
COMMENT ON COLUMN sightings.warc_file IS 'Derived: WARC file of the article''s page.';
COMMENT ON COLUMN sightings.warc_offset IS 'Derived: offset in bytes of that page''s record.';
COMMENT ON COLUMN sightings.confidence IS 'How likely the sighting is read rightly in every field, 0 to 1; null in rows that an older version made.';
COMMENT ON COLUMN sightings.per IS 'What the figure is reckoned by: day, year, person, barrel …; null for a plain figure, and in rows that an older version made.';
COMMENT ON COLUMN sightings.statistic IS 'average, median, total or record; null where the text says none, and in rows that an older version made.';
COMMENT ON COLUMN sightings.measure IS 'What is counted or measured, as a concept: death, injury, release, attendance, deficit …';
COMMENT ON COLUMN sightings.population IS 'Who is counted where it is more than people: child, police, teacher …';
COMMENT ON COLUMN sightings.place IS 'The place that the figure is about, in lower case without accents; null where its sentence names none.';
COMMENT ON COLUMN sightings.country IS 'ISO 3166 code of that place''s country, where known.';
COMMENT ON COLUMN sightings.aspect IS 'What the figure is besides the whole of what holds: part (of a figure beside it), new (more than before), capacity, average, peak; else null.';

CREATE TABLE claims (
    claim_id VARCHAR NOT NULL,
    comparator VARCHAR NOT NULL,
    low DOUBLE NOT NULL,
    high DOUBLE NOT NULL,
    kind VARCHAR NOT NULL,
    unit VARCHAR,
    subject VARCHAR,
    head VARCHAR,
    source VARCHAR,
    as_of_start DATE,
    as_of_end DATE,
    modality VARCHAR NOT NULL,
    first_seen TIMESTAMP,
    last_seen TIMESTAMP,
    sightings BIGINT NOT NULL,
    outlets BIGINT NOT NULL,
    independent_sightings BIGINT NOT NULL,
    source_id VARCHAR,
    subject_key VARCHAR NOT NULL,
    topics VARCHAR[] NOT NULL,
    scales VARCHAR[] NOT NULL,
    first_article VARCHAR NOT NULL,
    seen_on DATE,
    extractor VARCHAR NOT NULL,
    confidence DOUBLE,
    per VARCHAR,
    statistic VARCHAR,
    story_id VARCHAR,
    question_id VARCHAR,
    measure VARCHAR,
    population VARCHAR,
    place VARCHAR,
    country VARCHAR,
    aspect VARCHAR,
    organisation_id VARCHAR
);
COMMENT ON TABLE claims IS 'Derived: each distinct claim once: one figure of one subject, by one source, for one period. Everything here follows from sightings.';
COMMENT ON COLUMN claims.claim_id IS 'Identity of the claim: the sighting_id of its earliest sighting. The id of any of its sightings finds it too.';
COMMENT ON COLUMN claims.comparator IS '= exact, ~ about, > at least or more than, < at most or less than, .. a range.';
COMMENT ON COLUMN claims.low IS 'The number; the lower end of a range.';
COMMENT ON COLUMN claims.high IS 'The same as low, or the upper end of a range.';
COMMENT ON COLUMN claims.kind IS 'count, money, percent, ratio, duration or measure.';
COMMENT ON COLUMN claims.unit IS 'What is counted (singular), currency (ISO 4217), %, or unit of measure.';
COMMENT ON COLUMN claims.subject IS 'What the number is a number of, in the words of the earliest sighting.';
COMMENT ON COLUMN claims.head IS 'The one word that is the counted or measured thing.';
COMMENT ON COLUMN claims.source IS 'Who gives the figure: the fullest name that any article uses; null where articles speak themselves.';
COMMENT ON COLUMN claims.as_of_start IS 'First day for which the figure is said to hold: the shortest period that a sighting gives.';
COMMENT ON COLUMN claims.as_of_end IS 'Last day of that period.';
COMMENT ON COLUMN claims.modality IS 'asserted, negated, projected or hypothetical.';
COMMENT ON COLUMN claims.first_seen IS 'Earliest publication (UTC); of fetching where an article has no date.';
COMMENT ON COLUMN claims.last_seen IS 'Latest publication (UTC).';
COMMENT ON COLUMN claims.sightings IS 'Number of sightings.';
COMMENT ON COLUMN claims.outlets IS 'Number of outlets in which it was seen.';
COMMENT ON COLUMN claims.independent_sightings IS 'Number of copy groups in which it was seen: forty reprints of one text count once.';
COMMENT ON COLUMN claims.source_id IS 'The resolved source (view sources).';
COMMENT ON COLUMN claims.subject_key IS 'What subjects are compared by.';
COMMENT ON COLUMN claims.topics IS 'What the subject is about, in terms that different wordings share.';
COMMENT ON COLUMN claims.scales IS 'Scales on which the figure can be compared with others.';
COMMENT ON COLUMN claims.first_article IS 'Article version of the earliest sighting.';
COMMENT ON COLUMN claims.seen_on IS 'Day of the earliest sighting.';
COMMENT ON COLUMN claims.extractor IS 'Version of the extractor that made the earliest sighting.';
COMMENT ON COLUMN claims.confidence IS 'How likely the claim is read rightly, 0 to 1: the highest confidence of its sightings, of which one read rightly is enough.';
COMMENT ON COLUMN claims.per IS 'What the figure is reckoned by: day, year, person, barrel …; null for a plain figure.';
COMMENT ON COLUMN claims.statistic IS 'average, median, total or record; null where the text says none.';
COMMENT ON COLUMN claims.story_id IS 'The story to which the claim belongs (articles.story_id).';
COMMENT ON COLUMN claims.organisation_id IS 'The organisation for which the source speaks, as a source (view sources).';
COMMENT ON COLUMN claims.question_id IS 'Claims that answer one question (the same measure, population, place and kind of figure, within one story) share it. It is the claim_id of the earliest of them.';
COMMENT ON COLUMN claims.measure IS 'What is counted or measured, as a concept: death, injury, release, attendance, deficit … The one that most sightings give.';
COMMENT ON COLUMN claims.population IS 'Who is counted where it is more than people: child, police, teacher …';
COMMENT ON COLUMN claims.place IS 'The place that the figure is about, in lower case without accents; null where its sentence names none.';
COMMENT ON COLUMN claims.country IS 'ISO 3166 code of that place''s country, where known.';
COMMENT ON COLUMN claims.aspect IS 'What the figure is besides the whole of what holds: part (of a figure beside it), new (more than before), capacity, average, peak; else null.';

CREATE TABLE comparisons (
    claim_id VARCHAR NOT NULL,
    other_id VARCHAR NOT NULL,
    relation VARCHAR NOT NULL,
    topic VARCHAR,
    gap DOUBLE NOT NULL,
    gap_share DOUBLE NOT NULL,
    likeness DOUBLE NOT NULL,
    strength DOUBLE NOT NULL,
    reason VARCHAR NOT NULL,
    shown BOOLEAN NOT NULL,
    place INTEGER,
    first_seen TIMESTAMP
);
COMMENT ON TABLE comparisons IS 'Derived: pairs of claims of different holders that answer one question. Read it through the views disagreements and corroborations.';
COMMENT ON COLUMN comparisons.claim_id IS 'The claim with the larger figure (of equal ones, the smaller id).';
COMMENT ON COLUMN comparisons.other_id IS 'The claim with the smaller figure.';
COMMENT ON COLUMN comparisons.relation IS 'disagree: the intervals cannot both be true; agree: they can.';
COMMENT ON COLUMN comparisons.topic IS 'What both figures measure, where known.';
COMMENT ON COLUMN comparisons.gap IS 'Distance between the two intervals, in the claims'' unit; 0 where they agree.';
COMMENT ON COLUMN comparisons.gap_share IS 'The gap as a share of the larger figure, 0 to 1.';
COMMENT ON COLUMN comparisons.likeness IS 'The chance that both answer one question, 0 to 1.';
COMMENT ON COLUMN comparisons.strength IS 'The chance that the relation holds, 0 to 1, by a model learned from annotated events.';
COMMENT ON COLUMN comparisons.reason IS 'Why the two are held to be comparable, in words.';
COMMENT ON COLUMN comparisons.shown IS 'Whether the pair is shown unless asked otherwise: it is sure enough, and one source (of figures that agree, both) is named.';
COMMENT ON COLUMN comparisons.place IS 'Place of the pair among those of the same two sources and question that are shown, or judged to hold; 1 is the surest; null for the others, and for figures that agree.';
COMMENT ON COLUMN comparisons.first_seen IS 'When the earlier of the two claims was first printed.';

CREATE TABLE sums (
    total_sighting VARCHAR NOT NULL,
    part_sighting VARCHAR NOT NULL,
    parts SMALLINT NOT NULL
);
COMMENT ON TABLE sums IS 'Figures of one passage that add up to another figure of it. Read it through the view parts.';
COMMENT ON COLUMN sums.total_sighting IS 'Sighting of the total.';
COMMENT ON COLUMN sums.part_sighting IS 'Sighting of one of its parts.';
COMMENT ON COLUMN sums.parts IS 'Number of parts that make up the total.';

CREATE TABLE signatures (signature_id BIGINT NOT NULL, hashes BLOB NOT NULL);
COMMENT ON TABLE signatures IS 'MinHash signatures of article texts, one for each distinct text.';
COMMENT ON COLUMN signatures.signature_id IS 'Hash of the text.';
COMMENT ON COLUMN signatures.hashes IS 'The low 16 bits of each of its 384 minima, little endian.';

CREATE TABLE signature_bands (band BIGINT NOT NULL, signature_id BIGINT NOT NULL);
COMMENT ON TABLE signature_bands IS 'The index by which near copies find each other: signatures that share a band are compared.';
COMMENT ON COLUMN signature_bands.band IS 'Hash of a band''s number and its three minima.';
COMMENT ON COLUMN signature_bands.signature_id IS 'A signature with this band.';

CREATE TABLE copy_links (signature_id BIGINT NOT NULL, other_id BIGINT NOT NULL, overlap FLOAT NOT NULL);
COMMENT ON TABLE copy_links IS 'Which texts are copies of each other, each pair once. Copy groups are formed of texts of which most are linked.';
COMMENT ON COLUMN copy_links.signature_id IS 'A text, by its signature; the smaller of the two numbers.';
COMMENT ON COLUMN copy_links.other_id IS 'Another text that is a copy of it, or of which it is one, or that has the same original.';
COMMENT ON COLUMN copy_links.overlap IS 'Share of the longer text that stands in the shorter one, 0 to 1.';

CREATE TABLE story_links (
    name VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    other_id VARCHAR NOT NULL,
    likeness DOUBLE NOT NULL
);
COMMENT ON TABLE story_links IS 'Derived: pairs of articles that may tell of one event, the earlier first, once for each term by which they met. Stories are what hangs together by those that are sure or have neighbours in common.';
COMMENT ON COLUMN story_links.name IS 'A weighty term of both articles, among whose articles the two stand near each other in time.';
COMMENT ON COLUMN story_links.article_id IS 'The earlier article.';
COMMENT ON COLUMN story_links.other_id IS 'The later article.';
COMMENT ON COLUMN story_links.likeness IS 'How alike the terms of both are: the product of their weights, of each term up to 0.05; 0 to 1.';

CREATE TABLE search_words (word VARCHAR NOT NULL, text_key BIGINT NOT NULL);
COMMENT ON TABLE search_words IS 'Full-text index of sentences and subjects; the macro search and `newstally claims --text` read it.';
COMMENT ON COLUMN search_words.word IS 'A word in dictionary form, lower case, without accents.';
COMMENT ON COLUMN search_words.text_key IS 'Sightings with this text_key have the word in their sentence or subject.';

CREATE TABLE corrections (
    correction_id VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    sightings VARCHAR[] NOT NULL,
    reason VARCHAR,
    made_at TIMESTAMP NOT NULL,
    undone BOOLEAN NOT NULL
);
COMMENT ON TABLE corrections IS 'What a person decided about claims, sources and contradictions. The file corrections.jsonl in the archive holds the same and survives the loss of the ledger.';
COMMENT ON COLUMN corrections.correction_id IS 'Identity of the correction.';
COMMENT ON COLUMN corrections.action IS 'merge: the claims of these sightings are one; split: these sightings are a claim of their own; merge_sources: their sources are one; split_source: their names stand for themselves; contradiction, no_contradiction: whether the claims of the two contradict each other (view verdicts).';
COMMENT ON COLUMN corrections.sightings IS 'The sightings (for a merge the first sighting of each claim; for sources one sighting with each name).';
COMMENT ON COLUMN corrections.reason IS 'Why, in the words of who did it.';
COMMENT ON COLUMN corrections.made_at IS 'When (UTC).';
COMMENT ON COLUMN corrections.undone IS 'Whether it was taken back.';

CREATE TABLE notices (
    notice_id VARCHAR NOT NULL,
    watch VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    things VARCHAR[] NOT NULL,
    title VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    noticed_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE notices IS 'What watches noticed, once each; written in the transaction of the pages that brought it. A rebuild keeps them.';
COMMENT ON COLUMN notices.notice_id IS 'Identity of the notice, a hash of watch, kind and things; whoever is told gets it too.';
COMMENT ON COLUMN notices.watch IS 'Name of the watch.';
COMMENT ON COLUMN notices.kind IS 'figure, change, contradiction, revision, withdrawal or outlet.';
COMMENT ON COLUMN notices.things IS 'What it is about: sightings, an article, or an outlet with its mark.';
COMMENT ON COLUMN notices.title IS 'What is told, in one line.';
COMMENT ON COLUMN notices.message IS 'The whole of it, as JSON.';
COMMENT ON COLUMN notices.noticed_at IS 'When (UTC).';

CREATE TABLE deliveries (
    notice_id VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    sent_at TIMESTAMP,
    attempts INTEGER NOT NULL,
    next_at TIMESTAMP NOT NULL,
    trouble VARCHAR
);
COMMENT ON TABLE deliveries IS 'The outbox: which notice is to be told through which channel. One row each, kept after it was told.';
COMMENT ON COLUMN deliveries.notice_id IS 'The notice.';
COMMENT ON COLUMN deliveries.channel IS 'Name of the channel.';
COMMENT ON COLUMN deliveries.sent_at IS 'When it was told (UTC); null while it waits.';
COMMENT ON COLUMN deliveries.attempts IS 'How often that was tried.';
COMMENT ON COLUMN deliveries.next_at IS 'When it is to be tried next (UTC).';
COMMENT ON COLUMN deliveries.trouble IS 'What went wrong the last time.';
