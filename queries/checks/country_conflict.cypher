//+ title = "Organizations of one state with a seat in another"
//+ description = "A stated country and that of the seat may differ, but rarely do: look again."
//+

MATCH (organization:Organization)-[:COUNTRY]->(country:State)
MATCH (organization)-[:SEAT]->(seat)-[:PART_OF]->*(other:State)
WHERE NOT EXISTS { (organization)-[:COUNTRY]->(other) }
WITH DISTINCT organization, country, other
RETURN
  organization.iri AS iri,
  coalesce(organization.name, organization.iri) AS name,
  'It is said to be of ' + coalesce(country.name, country.iri) + ' and has its seat in '
    + coalesce(other.name, other.iri) + ': correct one, or take coop:country out.' AS problem
ORDER BY iri
