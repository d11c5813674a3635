"""What writers are: words behind or below a name, and no names themselves."""

from __future__ import annotations

import re

ROLE_WORDS = re.compile(
    r"\b(?:(?:senior|chief|staff|special|political|business|national|foreign|diplomatic|defen[cs]e|technology|health|science|deputy|managing|contributing|associate|"
    r"assistant|executive|lead|world|us|uk|europe|asia|middle east|legal|economics|features?|news|sports?|crime|education|environment|energy|media|white house|investigative|"
    r"shipping|transport|property|consumer|arts?|culture|retail|banking|finance|financial|markets?|global|home|social|religious|community|rural|public|foreign|affairs|policy|"
    r"royal|data|climate|agriculture|industry|labou?r|technical|tech|cyber|security|intelligence|military|pentagon|congressional|court|justice|law|police|china|russia|africa|"
    r"america|latin america|pacific|berlin|paris|brussels|moscow|beijing|washington|jerusalem|london|india|city|county|government|housing|aviation|maritime|trade|money|local|democracy|audience|opinion|guest|multimedia|digital|data|video|film|book|restaurant|music|theatre|theater|food|breaking|regional|state)\s+){0,6}"
    r"(?:writers?|reporters?|correspondents?|editors?|columnists?|contributors?|producers?|analysts?|journalists?|critics?|bureau chief|bureau|redakteur(?:in)?|korrespondent(?:in)?|"
    r"redactora?|periodista|corresponsal|journaliste|rédac(?:teur|trice)|correspondante?|giornalista|inviat[ao]|verslaggever|verslaggeefster|redacteur|jornalista|"
    r"correspondente|dziennikarz|dziennikarka|корреспондент|обозреватель|خبرنگار|صحفية?|مراسلة?|כתבת?|עיתונאית?)\b.*$"
    r"|\b(?:(?:(?:non-?)?resident|senior|junior|research|visiting|associate|assistant|adjunct|distinguished|policy|executive|deputy|managing|emerit(?:us|a)|political|legal|chief|"
    r"data|communications|press|phd|doctoral|postdoctoral|wissenschaftlicher?|freier?)\s){0,3}"
    r"(?:fellow|professor|lecturer|researcher|economist|director|strategist|advis[eo]r|scholar|scientist|historian|associate|officer|manager|candidate|mitarbeiter(?:in)?|"
    r"autor(?:in)?|analyst|executive|professorin|profesora?|professeure?|directeur|directrice|docente|chercheu(?:r|se)(?:\sassociée?)?)\b(?=\s(?:of|at|in|for|on|and|emerit\w+|à|au|am|an|bei|de|di|für)\s|\s?[,–(-]|$).*$",
    re.IGNORECASE,
)
