# Why not: one entry for each policy::Reason (reason-), each problem of a policy file (fault-), and each warning
# where policy allows something under one (warning-). Each says what, why, who decided, and what to do next.
# The window adds the helpdesk's line.

# review: cy
reason-server-not-approved = Nid yw “{ $server }” yn un o weinyddion eich sefydliad. Dim ond gweinyddion y mae wedi'u cymeradwyo y mae eich sefydliad yn eu caniatáu. Gwiriwch yr enw, neu dewiswch eich adran o'r rhestr.
# review: cy
reason-not-an-address = Ni all Despatch ddefnyddio “{ $typed }” fel cyfeiriad. Mae rhywbeth ar goll ynddo neu nid yw'n perthyn yno. Gwiriwch ef, neu copïwch ef eto.
# review: cy
reason-email-domain-unknown = Nid oes yr un o'ch adrannau'n defnyddio cyfeiriadau e-bost sy'n gorffen â “{ $domain }”. Eich sefydliad sy'n penderfynu pa rai sy'n cael eu defnyddio. Gwiriwch y cyfeiriad, neu defnyddiwch gyfeiriad e-bost gwaith.
# review: cy
reason-account-elsewhere = Mae'r cyfrif hwn yn perthyn i “{ $server }” ac nid i'r adran a ddewisoch. Dim ond yn eu hadran eu hunain y mae eich sefydliad yn gadael i bobl fewngofnodi. Ewch yn ôl a dewiswch yr adran gywir.
# review: cy
reason-redirected = Ceisiodd rhywbeth anfon Despatch i “{ $host }” yn lle gweinydd eich adran. Nid yw eich sefydliad wedi cymeradwyo'r cyfeiriad hwnnw, felly nid aeth Despatch yno. Dywedwch wrth eich desg gymorth cyn rhoi cynnig arall arni.
# review: cy
reason-sign-in-method = { $method ->
    [password] Ni allwch fewngofnodi â chyfrinair yma.
    [sso] Ni allwch fewngofnodi drwy dudalen fewngofnodi yma.
    [oauth] Ni allwch fewngofnodi drwy borwr gwe yma.
   *[other] Ni allwch fewngofnodi fel hyn yma.
} Mae eich sefydliad wedi dewis ffordd arall. Ewch yn ôl a defnyddiwch yr un sy'n cael ei chynnig.
# review: cy
reason-invited-from-outside = Daw'r gwahoddiad hwn o “{ $server }”, sydd y tu allan i'ch adrannau cymeradwy. Nid yw eich sefydliad yn caniatáu gwahoddiadau oddi yno. Gallwch ei wrthod, ac ni fydd neb yno'n dysgu dim amdanoch ond hynny.
# review: cy
reason-people-from-outside = Mae'r ystafell hon yn cynnwys pobl o'r tu allan i'ch adrannau cymeradwy ({ $servers }). Nid yw eich sefydliad yn caniatáu negeseuon yma. Defnyddiwch ystafell hebddynt.
# review: cy
reason-room-from-outside = Cafodd yr ystafell hon ei chreu ar “{ $server }”, sydd y tu allan i'ch adrannau cymeradwy. Nid yw eich sefydliad yn caniatáu ystafelloedd oddi yno. Dechreuwch eich ystafell eich hun, neu gofynnwch i gydweithiwr am un.
# review: cy
reason-person-from-outside = Mae'r person hwn yn defnyddio “{ $server }”, sydd y tu allan i'ch adrannau cymeradwy. Nid yw eich sefydliad yn caniatáu negeseuon at bobl yno. Dewiswch rywun yn un o'ch adrannau.
# review: cy
reason-not-encrypted = Nid yw negeseuon yn yr ystafell hon wedi'u hamgryptio, felly gallai'r bobl sy'n rhedeg gweinydd eu darllen. Dim ond mewn ystafelloedd wedi'u hamgryptio y mae eich sefydliad yn caniatáu negeseuon. Dechreuwch ystafell newydd, a bydd Despatch yn ei hamgryptio i chi.
# review: cy
reason-redaction-forbidden = Ni ellir dileu negeseuon yma. Mae'n rhaid i'ch sefydliad eu cadw. Os gwnaethoch gamgymeriad, anfonwch neges arall sy'n ei gywiro.
# review: cy
reason-redaction-too-early = Ni ellir dileu negeseuon yma. Mae eich sefydliad, neu'r ystafell ei hun, yn eu cadw am gyfnod (diwrnodau: { $days }). Os gwnaethoch gamgymeriad, anfonwch neges arall sy'n ei gywiro.
# review: cy
reason-edit-too-late = Ni ellir newid y neges hon mwyach. Mae eich sefydliad yn caniatáu newidiadau am { $minutes } mun ar ôl anfon. Anfonwch neges arall sy'n ei chywiro.
# review: cy
reason-leave-on-hold = Ni allwch adael yr ystafell hon nawr. Mae'n rhaid i'ch sefydliad gadw ei negeseuon ar gyfer achos ({ $reference }). Gallwch adael pan fydd yr achos wedi'i gau.
# review: cy
reason-members-unknown = Nid yw Despatch yn gwybod eto pwy sydd yn yr ystafell hon, felly ni all neb ddweud pwy fyddai'n darllen eich neges. Nid yw eich sefydliad yn caniatáu negeseuon at ddarllenwyr anhysbys. Arhoswch eiliad, yna rhowch gynnig arall arni.
# review: cy
reason-policy-expired = Roedd gosodiadau eich sefydliad yn cyfrif tan { $day } ac nid ydynt yn gyfredol mwyach. Nes y daw rhai newydd, gallwch ddarllen eich negeseuon ond ni allwch wneud dim byd arall. Cysylltwch y cyfrifiadur hwn â rhwydwaith eich sefydliad, neu gofynnwch i'ch desg gymorth am osodiadau newydd.
# review: cy
reason-link-elsewhere = Mae'r ddolen hon yn arwain i “{ $host }”, nad yw'n un o leoedd eich sefydliad. Dim ond dolenni i leoedd y mae'n eu hadnabod y mae eich sefydliad yn eu hagor. Os oes ei hangen arnoch ar gyfer eich gwaith, gofynnwch i'ch desg gymorth.
# review: cy
reason-copying-forbidden = Ni ellir copïo geiriau negeseuon. Nid yw eich sefydliad yn caniatáu hynny ar y cyfrifiadur hwn. Os oes angen i rywun ddarllen neges, gwahoddwch nhw i'r ystafell.
# review: cy
reason-saving-forbidden = Ni ellir cadw ffeiliau o negeseuon ar y cyfrifiadur hwn. Nid yw eich sefydliad yn caniatáu hynny yma. Os oes angen y ffeil arnoch ar gyfer eich gwaith, gofynnwch i'ch desg gymorth.
# review: cy
reason-file-too-large = { $megabytes ->
    [0] Ni ellir anfon ffeiliau o'r cyfrifiadur hwn. Geiriau yn unig y mae eich sefydliad yn eu caniatáu yma. Dywedwch mewn neges ble mae'r ffeil i'w chael.
   *[other] Mae'r ffeil hon yn fwy na { $megabytes } MB. Nid yw eich sefydliad yn caniatáu rhai mwy. Gwnewch hi'n llai, neu dywedwch mewn neges ble mae hi i'w chael.
}
# review: cy
reason-file-kind = Ni ellir anfon ffeiliau o'r math hwn ({ $kind }). Nid yw eich sefydliad yn eu caniatáu, gan y gallant niweidio cyfrifiadur. Anfonwch fath arall o ffeil, megis PDF.
# review: cy
reason-key-export-forbidden = Ni ellir ysgrifennu allweddi mewn ffeil. Nid yw eich sefydliad yn ei ganiatáu: gallai pwy bynnag sydd â'r ffeil honno a'i chyfrinymadrodd ddarllen eich holl negeseuon. Mae storfa'r allweddi'n cadw eich allweddi'n ddiogel. Os oes angen y ffeil arnoch ar gyfer eich gwaith, gofynnwch i'ch desg gymorth.
# review: cy
reason-key-import-forbidden = Ni ellir cymryd allweddi o ffeil. Nid yw eich sefydliad yn ei ganiatáu: ni all neb ddweud pwy ysgrifennodd y negeseuon y mae allweddi o'r fath yn eu hagor. Defnyddiwch eich allwedd adfer, neu ddyfais arall sydd gennych. Os oes angen y ffeil arnoch ar gyfer eich gwaith, gofynnwch i'ch desg gymorth.
# review: cy
reason-key-passphrase-short = Mae'r cyfrinymadrodd yn rhy fyr. Mae eich sefydliad yn gofyn am o leiaf { $characters } nod. Defnyddiwch bedwar gair neu fwy nad oes a wnelont ddim â'i gilydd.
# review: cy
reason-identity-reset-forbidden = Ni ellir dechrau hunaniaeth ddigidol newydd yma. Nid yw eich sefydliad yn ei ganiatáu: gallai rhywun sy'n gwybod eich cyfrinair yn unig ei wneud yn eich enw chi. Defnyddiwch eich allwedd adfer, neu ddyfais arall sydd gennych. Os nad oes gennych yr un o'r ddwy, ffoniwch eich desg gymorth.
# review: cy
reason-history-not-shared = Ni ellir gadael i'r rhai sy'n dod i mewn yn nes ymlaen ddarllen yr hyn a ysgrifennwyd o'r blaen. Nid yw eich sefydliad yn ei ganiatáu: ysgrifennodd pobl hynny ar gyfer y rhai oedd yno.
# review: cy
reason-accounts-full = Ni ellir ychwanegu cyfrif arall. Mae eich sefydliad yn caniatáu { $most } ar y mwyaf ochr yn ochr ar y cyfrifiadur hwn. Allgofnodwch o un yn gyntaf, neu holwch eich desg gymorth.
# review: cy
reason-between-accounts = Daw hwn o un arall o'ch cyfrifon. Mae eich sefydliad yn cadw eich cyfrifon ar wahân: ni all yr hyn a gopïwyd neu a gadwyd mewn un fynd i un arall. Os oes ei angen ar y ddwy adran, holwch eich desg gymorth.

# review: cy
warning-people-from-outside = Mae'r ystafell hon yn cynnwys pobl o'r tu allan i'ch adrannau cymeradwy ({ $servers }). Mae eich sefydliad yn caniatáu hyn ac yn gofyn i chi gymryd gofal. Meddyliwch pwy fydd yn darllen yr hyn a ysgrifennwch.
# review: cy
warning-room-from-outside = Cafodd yr ystafell hon ei chreu ar “{ $server }”, sydd y tu allan i'ch adrannau cymeradwy. Mae eich sefydliad yn caniatáu hyn ac yn gofyn i chi gymryd gofal. Meddyliwch pwy fydd yn darllen yr hyn a ysgrifennwch.

## What is wrong with a policy file

# review: cy
fault-no-policy = Nid oes gosodiadau gan eich sefydliad ar y cyfrifiadur hwn. Dim ond gyda nhw y mae Despatch yn gweithio. Mae'n rhaid i rywun sy'n gofalu am y cyfrifiadur hwn eu gosod.
# review: cy
fault-too-large = Mae'r ffeil osodiadau hon yn rhy hir i fod yn gywir. Mae'n rhaid i rywun sy'n gofalu am y cyfrifiadur hwn ei disodli.
# review: cy
fault-syntax = Mae'r ffeil osodiadau hon wedi'i difrodi: nid yw'n JSON dilys yn y man hwn. Mae'n rhaid i rywun sy'n gofalu am y cyfrifiadur hwn ei chywiro.
# review: cy
fault-format = Mae'r ffeil osodiadau hon ar gyfer fersiwn arall o Despatch (fformat { $format }). Diweddarwch Despatch, neu defnyddiwch ffeil a wnaed ar gyfer y fersiwn hon.
# review: cy
fault-too-many = Mae gormod o gamgymeriadau yma i'w henwi i gyd. Mae'n rhaid i rywun sy'n gofalu am y cyfrifiadur hwn gywiro'r ffeil neu ei disodli.
# review: cy
fault-rollback = Mae'r gosodiadau hyn yn hŷn (fersiwn { $found }) na rhai a fu ar y cyfrifiadur hwn eisoes (fersiwn { $seen }). Nid yw Despatch yn mynd yn ôl at osodiadau hŷn. Mae'n rhaid i rywun sy'n gofalu am y cyfrifiadur hwn osod y rhai diweddaraf.
# review: cy
fault-grace = Roedd gosodiadau eich sefydliad yn cyfrif tan { $day }. Ymhen { $days } diwrnod, dim ond darllen y byddwch yn gallu ei wneud. Gofynnwch i'ch desg gymorth am rai newydd.
# review: cy
fault-expired = Roedd gosodiadau eich sefydliad yn cyfrif tan { $day }. Nes y daw rhai newydd, dim ond darllen y gall pobl ei wneud.
# review: cy
fault-key-twice = Mae'r gosodiad “{ $key }” yma ddwywaith, felly ni all neb ddweud pa un yr oedd eich sefydliad yn ei feddwl. Mae'n rhaid tynnu un ohonynt.
# review: cy
fault-unknown-key = Nid yw Despatch yn adnabod y gosodiad “{ $key }”. Nid oes iddo effaith. Gwiriwch sut y mae wedi'i sillafu.
# review: cy
fault-not-used = Nid yw'r fersiwn hon o Despatch yn defnyddio'r gosodiad “{ $key }” eto. Nid oes iddo effaith.
# review: cy
fault-not-supported = Mae'r gosodiad “{ $key }” yn gofyn am amddiffyniad nad yw gan y fersiwn hon o Despatch. Mae'n rhaid ei dynnu, neu ddiweddaru Despatch.
# review: cy
fault-managed-only = Dim ond mewn ffeil y mae eich sefydliad yn ei gwneud yn orfodol y mae'r gosodiad “{ $key }” yn cyfrif. Nid oes iddo effaith yma.
# review: cy
fault-baseline-only = Dim ond yn y gosodiadau sy'n rhan o Despatch ei hun y mae'r gosodiad “{ $key }” yn cyfrif. Nid oes iddo effaith yma.
# review: cy
fault-not-choosable = Ni allwch ddewis y gosodiad “{ $key }” eich hun, neu nid fel hyn. Nid oes effaith i'ch dewis.
# review: cy
fault-value = Mae gan y gosodiad “{ $key }” werth na all Despatch ei ddefnyddio. Mae'n rhaid i rywun sy'n gofalu am y cyfrifiadur hwn ei gywiro.
# review: cy
fault-missing = Mae'r gosodiad “{ $key }” ar goll. Mae'n rhaid i rywun sy'n gofalu am y cyfrifiadur hwn ei ychwanegu.
# review: cy
fault-last-good = Mae'r gosodiad “{ $key }” yn cadw'r gwerth diwethaf y gallai Despatch ei ddefnyddio.
# review: cy
fault-no-homeserver = Nid yw gosodiadau eich sefydliad yn enwi unrhyw weinydd cymeradwy, felly ni all neb fewngofnodi. Mae'n rhaid ychwanegu o leiaf un.
# review: cy
fault-server-name = Nid yw “{ $value }” yn enw gweinydd. Mae'n rhaid iddo edrych fel “department.gov.uk”.
# review: cy
fault-base-url = Nid yw “{ $value }” yn gyfeiriad gweinydd. Mae'n rhaid iddo fod yn “https://” ac enw'r gweinydd, a dim mwy.
# review: cy
fault-email-domain = Nid yw “{ $value }” yn ddiwedd cyfeiriad e-bost. Mae'n rhaid iddo edrych fel “department.gov.uk”.
# review: cy
fault-pattern = Nid yw “{ $value }” yn enw gweinydd, nac yn “*.” gydag enw o ddwy ran neu fwy ar ei ôl.
# review: cy
fault-proxy-url = Nid yw “{ $value }” yn gyfeiriad dirprwy weinydd. Mae'n rhaid iddo fod yn “http://” neu “https://”, enw a phorth, a dim mwy.
# review: cy
fault-media-type = Nid yw “{ $value }” yn fath o ffeil. Mae'n rhaid iddo edrych fel “application/pdf”, neu “image/*” ar gyfer pob llun.
# review: cy
fault-sink-option = Mae'n rhaid i'r hyn y mae lle i gofnodion yn gofyn amdano fod yn enw, “=” a gwerth.
# review: cy
fault-sink = Nid yw “{ $value }” yn lle i'r cofnod. Mae'n rhaid iddo ddechrau â “file:”, “s3:”, “az:”, “gs:” neu “https:”.
# review: cy
fault-recipient = Nid yw “{ $value }” yn allwedd gyhoeddus ar gyfer y cofnod. Mae'n rhaid iddi ddechrau ag “age1”, ac mae'n rhaid i bob llythyren ohoni fod yn gywir.
# review: cy
fault-day = Nid yw “{ $value }” yn ddyddiad. Mae'n rhaid iddo edrych fel “2027-03-31”.
# review: cy
fault-room-id = Nid yw “{ $value }” yn ddynodydd ystafell. Mae dynodydd yn dechrau ag ebychnod.
# review: cy
fault-claimed = Mae “{ $value }” yma ddwywaith. Dim ond i un adran y gall berthyn.
# review: cy
fault-trust-roots-elsewhere = Daw'r gweinyddion cymeradwy o ffeil arall ({ $other }). Nid oes effaith i'r rhai yn y ffeil hon.
# review: cy
fault-minimum-above-maximum = Mae negeseuon i'w cadw am { $min } diwrnod ac i'w dileu ar ôl { $max }. Mae Despatch yn eu cadw am { $min }.

## What is wrong with where a policy file lies

# review: cy
fault-not-absolute = Nid yw llwybr y ffeil hon yn gyflawn. Mae'n rhaid iddo ddechrau ar frig y ddisg.
# review: cy
fault-file-missing = Nid yw'r ffeil hon yno. Mae ar osodiadau eich sefydliad ei hangen.
# review: cy
fault-file-unreadable = Ni ellir darllen y ffeil hon ({ $detail }). Mae'n rhaid i rywun sy'n gofalu am y cyfrifiadur hwn gywiro hyn.
# review: cy
fault-not-regular = Nid ffeil na ffolder gyffredin yw hon, felly nid yw Despatch yn ymddiried ynddi. Mae'n rhaid rhoi un gyffredin yn ei lle.
# review: cy
fault-file-owner = Nid yw'r ffeil hon yn perthyn i'r gweinyddwr ({ $detail }), felly gallai unrhyw un fod wedi'i gwneud. Mae'n rhaid cywiro ei pherchennog.
# review: cy
fault-file-writable = Gall pobl heblaw'r gweinyddwr newid y ffeil hon ({ $detail }), felly gallai unrhyw un fod wedi'i hysgrifennu. Mae'n rhaid cywiro ei chaniatadau.
# review: cy
fault-folder-owner = Nid yw'r ffolder hon yn perthyn i'r gweinyddwr ({ $detail }), felly gallai unrhyw un roi ffeiliau ynddi. Mae'n rhaid cywiro ei pherchennog.
# review: cy
fault-folder-writable = Gall pobl heblaw'r gweinyddwr newid y ffolder hon ({ $detail }), felly gallai unrhyw un roi ffeiliau ynddi. Mae'n rhaid cywiro ei chaniatadau.
# review: cy
fault-file-too-large = Mae'r ffeil hon yn rhy fawr ({ $detail }). Mae'n rhaid i rywun sy'n gofalu am y cyfrifiadur hwn ei disodli.
# review: cy
fault-files-not-judged = Ar y math hwn o gyfrifiadur ni all Despatch wybod pwy sy'n cael newid y ffeil dystysgrif hon, felly nid yw'n ymddiried ynddi. Mae'n rhaid i rywun sy'n gofalu am y cyfrifiadur hwn osod y dystysgrif ar gyfer y cyfrifiadur cyfan, a thynnu'r ffeil hon o'r gosodiadau.
