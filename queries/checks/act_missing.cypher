//+ title = "Participations in nothing"
//+ description = "One takes part in an act."
//+

MATCH (participation:Participation)
WHERE NOT EXISTS { (:Act)-[:HAS_PARTICIPATION]->(participation) }
RETURN
  participation.iri AS iri,
  coalesce(participation.name, participation.iri) AS name,
  'No act has this participation: say which, or take it out.' AS problem
ORDER BY iri
