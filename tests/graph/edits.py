"""Edits as people make them in the Neo4j Browser; `$i` chooses what is edited."""

from typing import Final

NODE: Final = "MATCH (n:Resource) WITH n ORDER BY n.iri SKIP $i LIMIT 1 "
LINK: Final = (
    "MATCH (n:Resource)-[r]->(m) WHERE type(r) <> 'DESCRIBED_IN' "
    "WITH n, r, m ORDER BY n.iri, type(r), m.iri SKIP $i LIMIT 1 "
)
RECORD: Final = (
    "MATCH (n:Resource)-[r:DESCRIBED_IN]->(d) WITH n, r, d ORDER BY n.iri, d.iri SKIP $i LIMIT 1 "
)
# A direct link, of a participation `p` that tells it.
DIRECT: Final = (
    "MATCH (n:Resource)-[r:PARTY_TO|SIGNED]->(m) MATCH (p:Resource {iri: r.participation}) "
    "WITH n, r, m, p ORDER BY n.iri, type(r), m.iri, p.iri SKIP $i LIMIT 1 "
)
DATASET: Final = "MATCH (d:Dataset) WITH d ORDER BY d.iri SKIP $i LIMIT 1 "

EDITS: Final = [
    # Nodes.
    NODE + "SET n:Person",
    NODE + "SET n:Mine",
    NODE + "SET n:Dataset",
    NODE + "REMOVE n:Actor:Company:Organization:Person",
    NODE + "REMOVE n:Resource",
    NODE + "SET n.note = 'mine'",
    NODE + "SET n.count = 7",
    NODE + "SET n.count = toString(n.count)",
    NODE + "SET n.name = ['a', 'b']",
    NODE + "SET n.name_en = ''",
    NODE + "SET n.date_earliest = datetime(), n.where = point({x: 1, y: 2})",
    NODE + "SET n = {iri: n.iri}",
    NODE + "SET n = {}",
    NODE + "SET n.iri = 'urn:other'",
    NODE + "SET n.iri = ''",
    NODE + "SET n.iri = 42",
    NODE + "SET n.iri = ['urn:a', 'urn:b']",
    NODE + "SET n.iri = 'not an iri \\n<at all>'",
    NODE + "DETACH DELETE n",
    NODE + "WITH n, n.iri AS iri REMOVE n:Resource CREATE (:Resource {iri: iri})",
    NODE + "MATCH (o:Resource) WHERE o <> n WITH n, o, n.iri AS one, o.iri AS other LIMIT 1 "
    "SET n.iri = 'urn:between' SET o.iri = one SET n.iri = other",
    "CREATE (:Resource {iri: 'urn:mine'})",
    "CREATE (:Resource {name: 'mine'})",
    "CREATE (a:Resource:Person {iri: 'urn:a', name: 'A'})-[:KNOWS]->(:Resource {iri: 'urn:b'})",
    # Relationships.
    LINK + "DELETE r",
    LINK + "SET r.datasets = ['mine']",
    LINK + "SET r.datasets = []",
    LINK + "SET r.predicate = 'urn:mine'",
    LINK + "SET r.predicate = [1, 2]",
    LINK + "SET r = {}",
    LINK + "CREATE (n)-[s:KNOWS]->(m) SET s = properties(r)",
    LINK + "CREATE (m)-[s:MINE]->(n)",
    LINK + "CREATE (n)-[s:KNOWS]->(:Note {text: 'mine'})",
    NODE + "CREATE (n)-[:KNOWS {datasets: ['mine']}]->(n)",
    NODE + "MATCH (d:Dataset) WITH n, d LIMIT 1 CREATE (d)-[:KNOWS]->(n)",
    NODE + "MATCH (d:Dataset) WITH n, d LIMIT 1 CREATE (n)-[:KNOWS]->(d)",
    # Direct links.
    DIRECT + "DELETE r",
    DIRECT + "SET r.datasets = ['mine']",
    DIRECT + "SET r.participation = 'urn:mine'",
    DIRECT + "SET r.participation = [p.iri]",
    DIRECT + "REMOVE r.participation",
    DIRECT + "SET r.note = 'mine'",
    DIRECT + "CREATE (n)-[s:PARTY_TO]->(m) SET s = properties(r)",
    DIRECT + "CREATE (m)-[s:SIGNED]->(n) SET s = properties(r)",
    DIRECT + "CREATE (p)-[s:SIGNED]->(m) SET s = properties(r) DELETE r",
    DIRECT + "CREATE (n)-[s:PARTY_TO]->(:Resource {iri: 'urn:x'}) SET s = properties(r)",
    DIRECT + "CREATE (:Resource {iri: 'urn:x'})-[s:PARTY_TO]->(m) SET s = properties(r) DELETE r",
    DIRECT + "CREATE (n)-[s:PARTY_TO]->(:Note) SET s = properties(r)",
    DIRECT + "MATCH (p)-[s:PARTICIPANT]->(n) DELETE s",
    DIRECT + "MATCH (p)-[s:IN_ACT]->(m) DELETE r, s",
    DIRECT + "MATCH (p)-[s:PARTICIPANT]->(n) CREATE (p)-[t:PARTICIPANT]->(m) "
    "SET t = properties(s) DELETE s",
    DIRECT + "MATCH (p)-[s:ROLE]->() DELETE s",
    DIRECT + "DETACH DELETE p",
    DIRECT + "MATCH (p)-[s:DESCRIBED_IN]->() DELETE s",
    DIRECT + "SET p.iri = 'urn:other'",
    DIRECT + "SET n.iri = 'urn:other'",
    DIRECT + "REMOVE p:Resource",
    DIRECT + "REMOVE n:Resource",
    # Records.
    RECORD + "DELETE r",
    RECORD + "SET r.statements = 'rubbish'",
    RECORD + "SET r.statements = ''",
    RECORD + "SET r.statements = '\\n\\n'",
    RECORD + "SET r.statements = ' '",
    RECORD + "SET r.statements = 42",
    RECORD + "SET r.statements = [r.statements]",
    RECORD + "SET r.statements = r.statements + 'a b c\\n'",
    RECORD + "SET r.statements = '<a b> \"c'",
    RECORD + "SET r.statements = split(r.statements, ' ')[0] + ' '",
    RECORD + "SET r.statements = split(r.statements, ' ')[0] + ' <p> <q> <r> <s> .\\n'",
    RECORD + "SET r.statements = split(r.statements, ' ')[0] + ' <urn:p> <urn:q> .\\n'",
    RECORD + "SET r.statements = r.statements + split(r.statements, ' ')[0] + ' <urn:p> \"q\" .'",
    RECORD + "SET r.statements = replace(r.statements, ' .', '')",
    RECORD + "SET r.statements = '<urn:other> <urn:p> <urn:q> .\\n'",
    RECORD + "SET r.digest = 'none'",
    RECORD + "SET r.digest = 42",
    RECORD + "SET r.digest = 'a b \\n c'",
    RECORD + "REMOVE r.digest, r.statements",
    RECORD + "SET r.note = 'mine'",
    RECORD + "CREATE (n)-[s:DESCRIBED_IN]->(d) SET s = properties(r)",
    RECORD + "CREATE (n)-[s:DESCRIBED_IN]->(d) SET s.statements = 'rubbish', s.digest = ''",
    RECORD + "MATCH (m:Resource) WHERE m <> n WITH r, d, m LIMIT 1 "
    "CREATE (m)-[s:DESCRIBED_IN]->(d) SET s = properties(r) DELETE r",
    RECORD + "MATCH (m:Resource) WHERE m <> n WITH r, m LIMIT 1 "
    "CREATE (m)-[s:DESCRIBED_IN]->(m) SET s = properties(r)",
    RECORD + "REMOVE n:Resource SET r.statements = 'rubbish'",
    RECORD + "SET n.iri = 'urn:other', r.statements = 'rubbish'",
    # Datasets.
    DATASET + "SET d.name = 'mine'",
    DATASET + "SET d.name = 42",
    DATASET + "SET d.iri = 'urn:other'",
    DATASET + "SET d.iri = 42",
    DATASET + "REMOVE d.iri",
    DATASET + "REMOVE d.iri, d.name",
    DATASET + "SET d.statements = 0",
    DATASET + "SET d.statements = 'many'",
    DATASET + "SET d.digest = ''",
    DATASET + "SET d = {iri: d.iri}",
    DATASET + "SET d.note = 'mine'",
    DATASET + "SET d:Mine",
    DATASET + "REMOVE d:Dataset",
    DATASET + "CREATE (d)-[:MINE]->(:Note)",
    DATASET + "DETACH DELETE d",
    "CREATE (:Dataset {iri: 'urn:mine'})",
    "CREATE (:Dataset)",
]
