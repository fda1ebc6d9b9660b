//+ title = "Participations in nothing"
//+ description = "One takes part in an act."
//+

MATCH (participation:Participation)
WHERE NOT EXISTS { (participation)-[:IN_ACT]->(:Act) }
RETURN
  participation.iri AS iri,
  coalesce(participation.name, participation.iri) AS name,
  'It takes part in no act: say in which, or take it out.' AS problem
ORDER BY iri
