//+ title = "Aims of nothing"
//+ description = "An aim is that of an act, a programme or an organization."
//+

MATCH (aim:Aim)
WHERE NOT EXISTS { (aim)-[:AIM_OF]->(:Act|Organization) }
RETURN
  aim.iri AS iri,
  coalesce(aim.name, aim.iri) AS name,
  'Nothing has this aim: say what, with coop:aimOf, or take it out.' AS problem
ORDER BY iri
