//+ title = "Centres that exist on the word of an agreement"
//+ description = """
//+ A signature does not build a centre. That one is established needs evidence of its own."""
//+

MATCH (centre:Centre)<-[:STATUS_OF]-(statement)-[:REALISATION_STATUS]->(status)
WHERE status.code = 'established'
  AND EXISTS { (centre)<-[:SETS_UP]-(:Agreement|AgreementSet) }
  AND NOT EXISTS {
    MATCH (statement)-[:HAS_EVIDENCE]->(evidence)
    WHERE NOT EXISTS {
      (centre)<-[:SETS_UP]-(:Agreement|AgreementSet)-[:HAS_EVIDENCE]->(evidence)
    }
  }
RETURN
  centre.iri AS iri,
  coalesce(centre.name, centre.iri) AS name,
  'It is said to be established, and only its agreement supports that: '
    + 'add evidence, or correct the status.' AS problem
ORDER BY iri
