//+ title = "Posts in a unit of another organization"
//+ description = "The unit in which a post is held belongs to the organization of the post."
//+

MATCH (post:PostHolding)-[:IN_UNIT]->(unit)
MATCH (post)-[:ORGANIZATION]->(organization)
WHERE unit <> organization AND NOT EXISTS { (unit)-[:UNIT_OF]->+(organization) }
RETURN
  post.iri AS iri,
  coalesce(post.name, post.iri) AS name,
  coalesce(unit.name, unit.iri) + ' is no unit of '
    + coalesce(organization.name, organization.iri) + ': correct one of them, or say coop:unitOf.' AS problem
ORDER BY iri
