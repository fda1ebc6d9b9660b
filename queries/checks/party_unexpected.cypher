//+ title = "Parties of an agreement whose parties are not stated"
//+ description = "Where `partiesStated` is `none`, no party can rest on more than an inference."
//+

MATCH (agreement:Agreement|AgreementSet)-[:PARTIES_STATED]->(stated)
WHERE stated.code = 'none' AND EXISTS {
  MATCH (agreement)<-[:IN_ACT]-(participation)-[:ROLE]->(role)
  WHERE role.code = 'party' AND EXISTS {
    MATCH (participation)-[:HAS_EVIDENCE]->()-[:BASIS]->(basis) WHERE basis.code = 'stated'
  }
}
RETURN
  agreement.iri AS iri,
  coalesce(agreement.name, agreement.iri) AS name,
  'A source states a party, and partiesStated says none: correct one of them.' AS problem
ORDER BY iri
