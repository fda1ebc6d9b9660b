//+ title = "Amounts of nothing"
//+ description = "An amount counts something, or is money."
//+

MATCH (commitment:Commitment)
WHERE commitment.amount IS NOT NULL AND commitment.currency IS NULL
  AND NOT EXISTS { (commitment)-[:UNIT]->() }
RETURN
  commitment.iri AS iri,
  coalesce(commitment.name, commitment.iri) AS name,
  'It promises ' + toString(commitment.amount)
    + ' of something: say of what, with coop:unit or coop:currency.' AS problem
ORDER BY iri
