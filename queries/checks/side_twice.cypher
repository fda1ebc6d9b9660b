//+ title = "Parties that are there twice"
//+ description = """
//+ Where a group is a party beside the actor whose people it consists of, one side counts twice."""
//+

MATCH (agreement:Agreement|AgreementSet)<-[:IN_ACT]-(as_group)-[:PARTICIPANT]->(group:ActorGroup)
MATCH (group)-[:GROUP_OF|COUNTRY]->(whole)<-[:PARTICIPANT]-(as_whole)-[:IN_ACT]->(agreement)
WHERE ALL(part IN [as_group, as_whole]
  WHERE EXISTS { MATCH (part)-[:ROLE]->(role) WHERE role.code = 'party' })
WITH DISTINCT agreement, group, whole
RETURN
  agreement.iri AS iri,
  coalesce(agreement.name, agreement.iri) AS name,
  coalesce(group.name, group.iri) + ' and ' + coalesce(whole.name, whole.iri)
    + ' are both parties: name the one that the source means.' AS problem
ORDER BY iri
