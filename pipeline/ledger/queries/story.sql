-- One story.
FROM stories WHERE story_id = $story_id
