//+ title = "Commitments of someone who is no party"
//+ description = "Who promises something is a party, where all parties are stated."
//+

MATCH (commitment:Commitment)-[:COMMITMENT_OF]->(agreement)-[:PARTIES_STATED]->(stated)
WHERE stated.code = 'all'
MATCH (commitment)-[:OBLIGOR]->(obligor)
WHERE NOT EXISTS {
  MATCH (agreement)<-[:IN_ACT]-(participation)-[:PARTICIPANT]->(obligor)
  WHERE EXISTS { MATCH (participation)-[:ROLE]->(role) WHERE role.code = 'party' }
}
RETURN
  commitment.iri AS iri,
  coalesce(commitment.name, commitment.iri) AS name,
  coalesce(obligor.name, obligor.iri) + ' is no party to '
    + coalesce(agreement.name, agreement.iri) + ': correct one of them.' AS problem
ORDER BY iri
