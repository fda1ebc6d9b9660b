//+ title = "Posts without a holder"
//+ description = "A post is held by a person."
//+

MATCH (post:PostHolding)
WHERE NOT EXISTS { (post)-[:HOLDER]->(:Person) }
RETURN
  post.iri AS iri,
  coalesce(post.name, post.iri) AS name,
  'No person holds this post: say who, or take it out.' AS problem
ORDER BY iri
