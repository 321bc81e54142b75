-- Macros: how figures are compared. Loaded into the ledger with the views.

CREATE OR REPLACE MACRO figure_slack(low, kind) AS CASE
    -- A round figure stands for all that round to it: 3,200 for 3,150 to 3,250, 6.9 % for 6.85 to 6.95.
    -- Counts below 1,000 are taken as counted.
    WHEN low <> floor(low) THEN 0.5 * pow(10, -length(split_part(low::VARCHAR, '.', 2)))
    WHEN kind IN ('percent', 'ratio') THEN 0.5
    WHEN abs(low) < 1000 OR low % 100 <> 0 THEN 0
    ELSE least(0.05 * abs(low), 0.5 * pow(10, length(regexp_extract(low::HUGEINT::VARCHAR, '0*$'))))
END;
COMMENT ON MACRO figure_slack IS 'By how much a figure printed without a modifier may differ from what was counted, for rounding.';

CREATE OR REPLACE MACRO figure_least(comparator, low, high, kind) AS CASE comparator
    WHEN '<' THEN least(0, low)
    WHEN '~' THEN low - 0.1 * abs(low)
    WHEN '=' THEN low - figure_slack(low, kind)
    ELSE low
END;
COMMENT ON MACRO figure_least IS 'The smallest value with which a figure agrees: "about 600" agrees with 540 and more.';

CREATE OR REPLACE MACRO figure_most(comparator, low, high, kind) AS CASE comparator
    WHEN '>' THEN 'infinity'::DOUBLE
    WHEN '~' THEN high + 0.1 * abs(high)
    WHEN '=' THEN high + figure_slack(high, kind)
    ELSE high
END;
COMMENT ON MACRO figure_most IS 'The largest value with which a figure agrees; infinity for "more than".';

CREATE OR REPLACE MACRO figure_window(low) AS
    CASE WHEN length(rtrim(replace(abs(low)::VARCHAR, '.', ''), '0')) >= 3 THEN 60 ELSE 7 END;
COMMENT ON MACRO figure_window IS 'Days before printing for which a figure without a period is taken to hold when sightings of one claim are gathered: a figure such as 3,231 does not come up twice by chance, two or 300 does.';

CREATE OR REPLACE MACRO week_of(day) AS coalesce(floor(epoch(day) / 604800)::INTEGER, -1);
COMMENT ON MACRO week_of IS 'Week of a day, counted from 1970-01-01; -1 for no day.';

CREATE OR REPLACE MACRO format_number(value) AS CASE
    WHEN value = floor(value) AND abs(value) < 1e15 THEN format('{:,}', value::BIGINT)
    ELSE value::VARCHAR
END;
COMMENT ON MACRO format_number IS 'A number with thousands apart: 3,231.';

CREATE OR REPLACE MACRO is_specific(topics, source) AS
    len(list_filter(topics, lambda t: t[1] = '@')) > 0
    OR coalesce(regexp_matches(source, '^\p{Lu}.* \p{Lu}'), false);
COMMENT ON MACRO is_specific IS 'Whether a claim''s subject names a place, person or organisation, or its source has a name of several words: such claims of different stories are about the same thing.';
