//+ title = "Signatories for someone who is no party"
//+ description = "Who signs does so for a party, where the parties are stated."
//+

MATCH (agreement:Agreement|AgreementSet)<-[:IN_ACT]-(participation)-[:ROLE]->(role)
WHERE role.code = 'signatory'
MATCH (participation)-[:ON_BEHALF_OF]->(principal)
WHERE NOT EXISTS {
  MATCH (agreement)<-[:IN_ACT]-(other)-[:PARTICIPANT]->(principal)
  WHERE EXISTS { MATCH (other)-[:ROLE]->(as) WHERE as.code = 'party' }
}
RETURN
  participation.iri AS iri,
  coalesce(participation.name, participation.iri) AS name,
  'It is for ' + coalesce(principal.name, principal.iri) + ', which is no party to '
    + coalesce(agreement.name, agreement.iri) + ': correct one of them.' AS problem
ORDER BY iri
