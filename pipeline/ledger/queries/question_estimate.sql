-- The lowest, best and highest figure of one question.
FROM estimates WHERE question_id = $question_id
