//+ title = "Statements without evidence"
//+ description = """
//+ Every actor, act, participation, post, membership, claim, aim, contribution and commitment rests
//+ on evidence."""
//+

MATCH (thing:Actor|WorldRegion|Act|Participation|PostHolding|Membership|Claim|Aim|Contribution
  |Commitment)
WHERE NOT EXISTS { (thing)-[:HAS_EVIDENCE]->(:Evidence) }
RETURN
  thing.iri AS iri,
  coalesce(thing.name, thing.iri) AS name,
  'Nothing supports it: add evidence.' AS problem
ORDER BY iri
