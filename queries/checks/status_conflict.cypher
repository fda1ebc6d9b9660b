//+ title = "Several statuses at once"
//+ description = "An agreement or prospect has one status, and a centre one state of realisation."
//+

MATCH (thing:Act|Institution)
WHERE COUNT { (thing)-[:STATUS]->() } > 1 OR COUNT { (thing)-[:REALISATION_STATUS]->() } > 1
RETURN
  thing.iri AS iri,
  coalesce(thing.name, thing.iri) AS name,
  'It has several statuses: find out which is right.' AS problem
ORDER BY iri
