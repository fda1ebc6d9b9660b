//+ title = "Things without a status"
//+ description = "An agreement or prospect has a status, and a centre a state of realisation."
//+

MATCH (thing:Agreement|AgreementSet|Prospect|Centre)
WHERE NOT EXISTS {
  MATCH (thing)<-[:STATUS_OF]-(:StatusStatement)-[says:STATUS|REALISATION_STATUS]->()
  WHERE (type(says) = 'REALISATION_STATUS') = (thing:Centre)
}
RETURN
  thing.iri AS iri,
  coalesce(thing.name, thing.iri) AS name,
  'Nothing says how far it has come: add a statement of its status.' AS problem
ORDER BY iri
