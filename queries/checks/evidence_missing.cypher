//+ title = "Statements without evidence"
//+ description = "Every actor, act, participation, post, membership and claim rests on evidence."
//+

MATCH (thing:Actor|Act|Participation|PostHolding|Membership|Claim)
WHERE NOT EXISTS { (thing)-[:HAS_EVIDENCE]->(:Evidence) }
RETURN
  thing.iri AS iri,
  coalesce(thing.name, thing.iri) AS name,
  'Nothing supports it: add evidence.' AS problem
ORDER BY iri
