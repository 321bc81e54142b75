-- Which of the figures of one question contradict each other, the surest first.
FROM disagreements
WHERE question_id = $question_id AND strength >= $strength AND place = 1
ORDER BY strength DESC, gap_share DESC, claim_id, other_id
