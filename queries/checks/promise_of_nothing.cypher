//+ title = "Commitments and contributions to nothing"
//+ description = "A commitment is made in an agreement, and a contribution to an act."
//+

MATCH (promise:Commitment|Contribution)
WHERE NOT EXISTS {
  (promise)-[:COMMITMENT_OF|CONTRIBUTION_TO]->(:Act)
}
RETURN
  promise.iri AS iri,
  coalesce(promise.name, promise.iri) AS name,
  'It belongs to no act: say to which, or take it out.' AS problem
ORDER BY iri
