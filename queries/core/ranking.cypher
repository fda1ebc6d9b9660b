//+ title = "Ranking"
//+ description = """
//+ Who is party to most agreements, or has most partners. One row per actor, the highest count
//+ first."""
//+ graph = '''
//+ MATCH graph = (actor:Actor)-[:PARTY_TO]->(act:Agreement|AgreementSet)
//+ WHERE ($from IS NULL OR act.date_latest >= $from.earliest)
//+   AND ($to IS NULL OR act.date_earliest <= $to.latest)
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "by"
//+ type = "choice"
//+ choices = ["agreements", "partners"]
//+ default = "agreements"
//+ meaning = "What is counted."
//+
//+ [[parameters]]
//+ name = "roll_up"
//+ type = "choice"
//+ choices = ["none", "state"]
//+ default = "none"
//+ meaning = """
//+ With `state`, an agreement also counts for each state to which a party belongs, where
//+ another party does not. It adds rows and removes none."""
//+
//+ [[parameters]]
//+ name = "type"
//+ type = "class"
//+ many = true
//+ meaning = "Only actors of these classes."
//+
//+ [[parameters]]
//+ name = "status"
//+ type = "concept"
//+ scheme = "status"
//+ many = true
//+ meaning = "Only agreements of these statuses."
//+
//+ [[parameters]]
//+ name = "topic"
//+ type = "concept"
//+ scheme = "topic"
//+ many = true
//+ meaning = "Only agreements on one of these topics, or on a narrower one."
//+
//+ [[parameters]]
//+ name = "from"
//+ type = "date"
//+ meaning = "Only agreements dated then or later; a partial date counts when it overlaps."
//+
//+ [[parameters]]
//+ name = "to"
//+ type = "date"
//+ meaning = "Only agreements dated then or earlier; a partial date counts when it overlaps."
//+
//+ [[columns]]
//+ name = "actor"
//+ type = "iri"
//+ meaning = "The actor."
//+ [[columns]]
//+ name = "actor_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "type"
//+ type = "class"
//+ meaning = "Its most specific class."
//+ [[columns]]
//+ name = "agreements"
//+ type = "integer"
//+ meaning = "To how many agreements it is party."
//+ [[columns]]
//+ name = "partners"
//+ type = "integer"
//+ meaning = """
//+ How many others are party to these: of a state, only those that do not belong to it, save
//+ where it is party itself."""

MATCH (act:Agreement|AgreementSet)
WHERE ($from IS NULL OR act.date_latest >= $from.earliest)
  AND ($to IS NULL OR act.date_earliest <= $to.latest)
  AND ($topic IS NULL
    OR EXISTS { MATCH (act)-[:TOPIC]->()-[:BROADER]->*(topic) WHERE topic.code IN $topic })
  AND ($status IS NULL OR COLLECT {
    MATCH (act)<-[:STATUS_OF]-(said)-[:STATUS]->(is)
    RETURN is.code AS code
    ORDER BY said.as_of_latest IS NOT NULL DESC, said.as_of_latest DESC,
      said.as_of_earliest DESC, code LIMIT 1
  }[0] IN $status)
MATCH (act)<-[:PARTY_TO]-(party)
WITH DISTINCT act, party
// Each party for itself and, rolled up, for its states; a state only with others beyond it.
CALL (party) {
  RETURN party AS actor
  UNION
  MATCH (party) ((part WHERE NOT part:Person|State|Bloc)
    -[:PART_OF|UNIT_OF|GROUP_OF|SEAT|COUNTRY]->())+ (actor:State)
  WHERE $roll_up = 'state'
  RETURN actor
}
WITH actor, act, max(actor = party) AS itself
WHERE ($type IS NULL OR any(one IN labels(actor) WHERE one IN $type))
  AND (itself OR EXISTS {
    MATCH (act)<-[:PARTY_TO]-(other)
    WHERE NOT actor IN COLLECT {
      MATCH (other) ((part WHERE NOT part:Person|State|Bloc)
        -[:PART_OF|UNIT_OF|GROUP_OF|SEAT|COUNTRY]->())* (home:State)
      RETURN home
    }
  })
WITH actor, collect({act: act, itself: itself}) AS shares
CALL (actor, shares) {
  UNWIND CASE $by WHEN 'partners' THEN shares ELSE [] END AS share
  WITH share.act AS act, share.itself AS itself
  MATCH (act)<-[:PARTY_TO]-(other)
  WHERE other <> actor
    AND (itself OR NOT actor IN COLLECT {
      MATCH (other) ((part WHERE NOT part:Person|State|Bloc)
        -[:PART_OF|UNIT_OF|GROUP_OF|SEAT|COUNTRY]->())* (home:State)
      RETURN home
    })
  RETURN count(DISTINCT other) AS counted
}
WITH actor, shares, size(shares) AS agreements,
  CASE $by WHEN 'partners' THEN counted ELSE size(shares) END AS rank,
  coalesce(actor['name_' + $lang], actor.name, actor.iri) AS actor_name
ORDER BY rank DESC, actor_name, actor.iri
SKIP $offset LIMIT $limit
// Who is not ranked by its partners has them counted here, for the rows of this page alone.
CALL (actor, shares) {
  UNWIND shares AS share
  WITH share.act AS act, share.itself AS itself
  MATCH (act)<-[:PARTY_TO]-(other)
  WHERE other <> actor
    AND (itself OR NOT actor IN COLLECT {
      MATCH (other) ((part WHERE NOT part:Person|State|Bloc)
        -[:PART_OF|UNIT_OF|GROUP_OF|SEAT|COUNTRY]->())* (home:State)
      RETURN home
    })
  RETURN count(DISTINCT other) AS partners
}
CALL (shares) {
  UNWIND shares AS share
  WITH share.act AS act ORDER BY act.date_earliest, act.iri LIMIT 100
  RETURN collect({of: [act], shows: ['parties', 'date']}) AS counted
}
// A count rests on what it counts: its first hundred agreements are named.
WITH *, counted AS rests
// What the row rests on: each statement at its best, and the weakest of those.
CALL (rests) {
  UNWIND rests AS rest
  CALL (rest) {
    UNWIND rest.of AS bearer
    MATCH (bearer)-[:HAS_EVIDENCE]->(evidence)
    OPTIONAL MATCH (evidence)-[:SUPPORTS]->(aspect)
    // Evidence of an aspect counts where the row shows it; all other evidence counts.
    WITH rest, evidence, coalesce(aspect.code, aspect.iri) AS aspect
    WHERE aspect IS NULL OR aspect IN rest.shows
    WITH aspect, collect(DISTINCT evidence) AS pieces
    RETURN pieces,
      COLLECT { UNWIND pieces AS one MATCH (one)-[:CONFIDENCE]->(is) RETURN is.code } AS sure,
      COLLECT { UNWIND pieces AS one MATCH (one)-[:BASIS]->(is) RETURN is.code } AS based
  }
  RETURN collect(pieces) AS proofs,
    collect(head([best IN ['high', 'medium', 'low'] WHERE best IN sure])) AS levels,
    collect(head([best IN ['stated', 'inferred'] WHERE best IN based])) AS bases
}
RETURN
  actor.iri AS actor,
  actor_name,
  head([type IN $types WHERE type IN labels(actor)]) AS type,
  agreements,
  partners,
  // Who states what the row rests on, in which documents, and how sure that makes it.
  COLLECT {
    UNWIND rests AS rest
    UNWIND rest.of AS bearer
    MATCH (bearer)-[:DESCRIBED_IN]->(dataset:Dataset)
    RETURN DISTINCT dataset.name AS short ORDER BY short
  } AS datasets,
  COLLECT {
    UNWIND proofs AS pieces
    UNWIND pieces AS piece
    MATCH (piece)-[:IN_DOCUMENT]->(cited)
    WITH DISTINCT cited
    ORDER BY cited.issued_earliest, cited.iri
    RETURN {
      document: cited.iri,
      title: coalesce(
        cited['title_' + $lang], cited.title, cited['name_' + $lang], cited.name),
      publisher: COLLECT {
        MATCH (cited)-[:PUBLISHER]->(by)
        RETURN coalesce(by['name_' + $lang], by.name, by.iri) AS press ORDER BY press
      }[0],
      date: cited.issued,
      url: head([] + cited.url)
    }
  } AS sources,
  head([worst IN ['low', 'medium', 'high'] WHERE worst IN levels]) AS confidence,
  head([worst IN ['inferred', 'stated'] WHERE worst IN bases]) AS basis
ORDER BY rank DESC, actor_name, actor
