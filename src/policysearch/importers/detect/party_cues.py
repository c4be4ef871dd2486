"""Phrases that name the parties of an event, in four languages: what comes before them, and where their names end."""

from __future__ import annotations

import re
from typing import Literal

Role = Literal["organizers", "partners", "funders"]

_OF = r"(?:\s+(?:del|de las|de los|de la|de|das|dos|da|do|des|du|d['’]|from|of|by|provided by)(?:\s+|(?<=['’])))"
_BY = r"\s+(?:jointly\s+|conjuntamente\s+|conjointement\s+|em conjunto\s+)?(?:by|por|pela|pelo|pelas|pelos|par)\b"
_WITH = r"\s+(?:with|con|com|avec)\b"
_JOINT = (
    r"(?:close\s+|estrecha\s+|estreita\s+|étroite\s+)?(?:cooperation|collaboration|partnership|coordination"
    r"|conjunction|association|alliance"
    r"|cooperación|colaboración|coordinación|asociación|alianza|conjunto|conjunción"
    r"|cooperação|colaboração|coordenação|parceria|associação|coopération|partenariat|lien)"
)
_AID = (
    r"(?:(?:the|el|la|los|o|os|a|le|les|l['’]|generous|technical|valuable|técnico|técnica|technique)\s*)*"
    r"(?:support|collaboration|cooperation|assistance|auspices|apoyo|colaboración|cooperación|auspicios?|auspícios"
    r"|asistencia(?=\s+técnica)|apoio|colaboração|cooperação|assistência(?=\s+técnica)|soutien|appui|concours"
    r"|coopération)(?:\s+(?:técnico|técnica|technical|technique)(?:\s+[ye]\s+logístic[oa])?)?"
)
_MONEY = (
    r"(?:(?:the|el|la|o|a|le|l['’]|des|some|generous)\s*)*"
    r"(?:funding|financing|funds|financial\s+(?:support|assistance|contributions?)|(?:a\s+)?grants?|resources"
    r"|economic\s+support|(?:co-?)?sponsorship|financiamiento|financiación|fondos|recursos"
    r"|(?:apoyo|aporte|auspicio)\s+(?:financiero|económico)|patrocinio|copatrocinio|financiamento|fundos|patrocínio"
    r"|(?:apoio|aporte)\s+financeiro|financement|fonds|parrainage|(?:soutien|appui|concours)\s+financier)"
)
_THROUGH = (
    r"(?:with|con|com|avec|thanks\s+to|gracias\s+al?|graças\s+ao?|grâce\s+(?:à|aux?)|under|through|by|mediante"
    r"|a\s+través\s+de|por\s+meio\s+de)(?=[\s'’])"
)
_CAME = (
    r"(?:(?:for|para|pour)\s+(?:\S+\s+){1,4})?(?:was|were|is|has\s+been|fue(?:ron)?|foi|foram|a\s+été|ont\s+été)\s+"
    r"(?:(?:kindly|generously|also|partly)\s+)?(?:provided|given|supplied|granted|offered|made\s+available"
    r"|proporcionad[oa]s?|aportad[oa]s?|otorgad[oa]s?|provist[oa]s?|fornecid[oa]s?|assurée?s?|fournie?s?)"
    r"\s+(?:by|from|por|pel[oa]s?|par)\b"
)
CUES: tuple[tuple[Role, str], ...] = (
    (
        "funders",
        rf"(?:(?:and|y|e|et)\s+(?:{_THROUGH}\s*)?|{_THROUGH}\s*){_MONEY}{_OF}",
    ),
    ("funders", rf"{_MONEY}\s+{_CAME}"),
    (
        "funders",
        rf"(?:(?:co-?)?(?:financed|funded|sponsored)|(?:co)?financiad[oa]s?|(?:co)?financée?s?|(?:co)?patrocinad[oa]s?"
        rf"|sponsorisée?s?|parrainée?s?){_BY}",
    ),
    (
        "funders",
        r"(?:funders?|donors?|funding|fund(?:ed|ing) (?:by|partners?|sources?)|financ(?:ing|ed by)"
        r"|with funding (?:from|by)"
        r"|(?:co-?)?sponsor(?:s|ed by)?"
        r"|donantes?|(?:con )?(?:el )?financiamiento(?: de)?|financiación|(?:co)?financian?|financiad[oa]s? por"
        r"|(?:co)?financiadore?s?|(?:co)?patrocinan?|(?:co)?patrocinadore?s?|patrocinio|financiamento|financiador"
        r"|doadore?s?|patrocínio|bailleurs?(?: de fonds)?|financement|financée? par)\s*[:|?]",
    ),
    (
        "partners",
        rf"(?:(?:organi[sz]ed|held|organizad[oa]s?|organisée?s?|and|y|e|et)\s+)?(?:in|en|em)\s+{_JOINT}{_WITH}",
    ),
    ("partners", rf"(?:organi[sz]ed\s+)(?:in\s+)?{_JOINT}{_WITH}"),
    (
        "partners",
        rf"(?:co-?(?:organi[sz]ed|hosted)|jointly|together|along|conjuntamente|junto|juntamente|conjointement"
        rf"|ensemble){_WITH}",
    ),
    (
        "partners",
        rf"(?:(?:(?:and|y|e|et)\s+)?(?:with|con|com|avec|under|bajo|sob|sous)\s+"
        rf"|(?:and|y|e|et)\s+(?=(?:the|el|la|o|le)\s|l['’])){_AID}{_OF}",
    ),
    ("partners", rf"(?:supported|apoyad[oa]s?|apoiad[oa]s?|auspiciad[oa]s?|soutenue?s?|appuyée?s?){_BY}"),
    (
        "partners",
        r"(?:partners?|apoyan?|auspician?|auspiciadore?s?|colaboran?|apoyo|apoio|apoiam?|partner (?:organi[sz]ations"
        r"|institutions)|in (?:cooperation|collaboration|partnership) with|with the support of|supported by"
        r"|collaborators|cooperantes|socios|aliados|entidades aliadas|instituciones (?:socias|colaboradoras"
        r"|participantes)"
        r"|colaboradores|parceiros|parcerias|partenaires?|en partenariat avec|avec (?:l['’]appui|le soutien) de"
        r"|con (?:el apoyo|la colaboración) de|en (?:colaboración|cooperación|alianza) con|em parceria com"
        r"|com (?:o )?apoio de|apoyad[oa] por|auspiciad[oa] por)\s*[:|?]",
    ),
    (
        "organizers",
        rf"(?:^present(?:ed|ado)|(?:co-?)?(?:organi[sz]ed|convened|convoked|hosted|organizad[oa]s?|coorganizad[oa]s?|convocad[oa]s?"
        rf"|promovid[oa]s?|realizad[oa]s?|organisée?s?|convoquée?s?))(?:\s+(?:jointly|conjuntamente"
        rf"|conjointement))?{_BY}",
    ),
    (
        "organizers",
        r"(?:(?:co-?)?organi[sz]ers?|organi[sz]ing (?:institutions?|committee|agenc(?:y|ies)|bod(?:y|ies))|hosts?"
        r"|(?:organi[sz]ed|convened|hosted) by|institución organizadora|entidad organizadora|(?:co)?organizad[oa]s? por"
        r"|convocad[oa] por|organisée? par|hosting institutions?|anfitri(?:ón|ones)|convoca[nt]tes?"
        r"|(?:co)?organizadore?s?|organizadora?s?|(?:instituciones|entidades|instituição"
        r"|instituições)\s+organizadoras?|(?:co)?organizan?|convocan?|organização|realização|organisateurs?"
        r"|organisatrices?)\s*[:|?]",
    ),
)
CUE = re.compile("|".join(rf"(?P<{role}{number}>(?<!\w){cue})" for number, (role, cue) in enumerate(CUES)), re.I)
ACTIVE = re.compile(
    r"^(?P<who>(?:the\s|la\s|el\s|los\s|las\s|o\s|a\s|le\s|l['’])?[A-ZÁÉÍÓÚ][^.;:]{2,250}?),?\s+"
    r"(?P<verb>(?:co-?)?(?:financed|funded|sponsored)|(?:co)?financi(?:ó|aron|ou|aram)|patrocin(?:ó|aron|ou|aram)"
    r"|(?:a|ont) (?:co)?financé|co-?organi[sz]ed|organi[sz]ed"
    r"|convened|hosted|held|(?:co)?organiz(?:ó|aron|ou|aram)|realiz(?:ó|aron|ou|aram)|celebr(?:ó|aron)|convoc(?:ó|aron)"
    r"|promov(?:ió|ieron|eu|eram)|llev(?:ó|aron) a cabo|(?:a|ont) organisé)"
    r"(?:,?\s+(?:los|el|del?|nos?|on|from|in|en|em|les|du|le|à|au)\s[^.;]{0,100}?,?)?\s+(?:the|a|an|this|el|la|un|una|este"
    r"|esta|o|os|um|uma"
    r"|le|l['’]|un|une)\s?"
    r"(?=(?:\S+\s){0,3}?(?:\S*\s)?"
    r"(?:workshop|seminar|dialogue|forum|conference|taller|seminario|di[aá]logo|foro|encuentro"
    r"|conferencia|curso|oficina|encontro|semin[aá]rio|f[oó]rum|atelier|s[eé]minaire|colloque|conf[eé]rence"
    r"|event|evento|activity|actividad|atividade|meeting|reuni[oó]n|reunião|symposium|summit|cumbre|jornadas?))",
    re.I,
)
STOP = re.compile(
    r"[.](?=\s+[A-ZÁÉÍÓÚÑ¿¡“\"])(?<!\b[A-Z][.])(?<!\b(?:St|Dr|Mr|Ms|No|Sr|Jr)[.])|[.]\s*$|\s[-–—]\s"
    r"|,?\s+\b(?:on\s+the\s+occasion|in\s+the\s+(?:framework|context|margins)|(?:within|under)\s+the"
    r"|with\s+the\s+(?:participation|aim|objective|purpose|goal|attendance)|with\s+(?:over|more|about|some"
    r"|representatives)|as\s+part|during|which|who|where|took\s+place|was|were|is|has|had|held|brought"
    r"|from\s+\d|on\s+\w+\s+\d|this|aims?|aimed|will|gathered|in\s+order|to\s+(?:discuss|promote|share|present"
    r"|exchange|strengthen|support)"
    r"|con\s+(?:ocasión|motivo|el\s+(?:objetivo|fin|propósito)|la\s+(?:participación|asistencia|presencia))"
    r"|en\s+(?:el\s+marco|ocasión|el\s+contexto)|durante|para\s+\w+(?:ar|er|ir)(?:se)?|que|quienes|donde"
    r"|se\s+\w+|organi[sz]ed|convened|hosted|organiz(?:ó|aron|ou|aram)|realiz(?:ó|aron|ou|aram)|celebr(?:ó|aron)"
    r"|convoc(?:ó|aron)|llev(?:ó|aron)|desarroll(?:ó|aron)|efectu(?:ó|aron)|financi(?:ó|aron|ou)|promov(?:ió|ieron|eu)"
    r"|(?:a|ont)\s+(?:organisé|financé)|los\s+días|el\s+día|el\s+\d|del\s+\d|fue|tuvo|reunió|y\s+(?:se|contó|reunió|tuvo)"
    r"|no\s+âmbito|por\s+ocasião|no\s+quadro|nos\s+dias|no\s+dia|com\s+(?:o\s+(?:objetivo|fim)"
    r"|a\s+participação)|foi|reuniu"
    r"|dans\s+le\s+cadre|à\s+l['’]occasion|afin|pour\s+\w+(?:er|ir|re)|avec\s+la\s+participation|qui|s['’]est"
    r"|les\s+\d|du\s+\d|le\s+\d|a\s+réuni|a\s+eu)\b",
    re.I,
)
