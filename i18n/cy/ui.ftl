# Geiriau'r ffenestr. Mae'r rhesymau yn reason.ftl. Each message is marked until a fluent speaker has read it.

# review: cy
program = Despatch
# review: cy
window-title = { $name } – Despatch
# review: cy
window-title-unread = ({ $count }) { $title }

## Ym mhobman

# review: cy
cancel = Canslo
# review: cy
close = Cau
# review: cy
back = Yn ôl
# review: cy
save = Cadw
# review: cy
retry = Ceisio eto
# review: cy
try-again = Ceisio eto
# review: cy
trying = Wrthi'n ceisio eto…
# review: cy
working = Wrthi'n gweithio…
# review: cy
you = Chi
# review: cy
yes = Ie
# review: cy
no = Na
# review: cy
copy = Copïo
# review: cy
percent = { $number } %
# review: cy
list-and = { $rest } a { $last }
# review: cy
locked = Wedi'i chloi
# review: cy
rule-which = Pa reol yw hon?
# review: cy
rule-which-of = Pa reol sy'n cloi “{ $name }”?
# review: cy
decided = Eich sefydliad a benderfynodd hyn.
# review: cy
from-outside = O'r tu allan: { $server }
# review: cy
size-bytes = { $count ->
    [zero] { $count } beit
    [one] { $count } beit
    [two] { $count } feit
    [few] { $count } beit
    [many] { $count } beit
   *[other] { $count } beit
}
# review: cy
size-kilobytes = { $count } kB
# review: cy
size-megabytes = { $count } MB

## Hysbysiadau y tu allan i'r ffenestr

# review: cy
notice-in-room = { $name } yn { $room }
# review: cy
notice-outside = { $name } ({ $server })
# review: cy
notice-messages = { $count ->
    [one] Neges newydd
   *[other] { $count } neges newydd
}

## Amserau

# review: cy
day-today = Heddiw
# review: cy
day-yesterday = Ddoe
# review: cy
day-date = { $weekday } { $day } { $month }
# review: cy
day-date-year = { $weekday } { $day } { $month } { $year }
# review: cy
day-short = { $day } { $month }
# review: cy
date = { $day } { $month } { $year }
# review: cy
day-and-time = { $day }, { $time }
# review: cy
weekday = { $number ->
    [1] Dydd Llun
    [2] Dydd Mawrth
    [3] Dydd Mercher
    [4] Dydd Iau
    [5] Dydd Gwener
    [6] Dydd Sadwrn
   *[7] Dydd Sul
}
# review: cy
month = { $number ->
    [1] Ionawr
    [2] Chwefror
    [3] Mawrth
    [4] Ebrill
    [5] Mai
    [6] Mehefin
    [7] Gorffennaf
    [8] Awst
    [9] Medi
    [10] Hydref
    [11] Tachwedd
   *[12] Rhagfyr
}

## Cymorth

# review: cy
helpdesk = Cysylltwch â'r ddesg gymorth: { $ways }.
# review: cy
helpdesk-unnamed = Cysylltwch â'ch desg gymorth TG.
# review: cy
helpdesk-title = Desg gymorth
# review: cy
helpdesk-phone = Ffôn
# review: cy
helpdesk-email = E-bost
# review: cy
helpdesk-url = Tudalen we
# review: cy
reason-without-words = Nid oes gan y fersiwn hon o Despatch eiriau am y rheswm.

## Dechrau, a'r hyn a all fod yn y ffordd

# review: cy
starting = Wrthi'n agor Despatch…
# review: cy
blocked-title = Ni ellir defnyddio Despatch ar y cyfrifiadur hwn eto
# review: cy
blocked-text = Mae'n rhaid cywiro rhywbeth ar y cyfrifiadur hwn, neu yn y gosodiadau gan eich sefydliad, yn gyntaf. Er mwyn cadw pawb yn ddiogel, ni all neb fewngofnodi tan hynny. Nid ydych chi wedi gwneud dim o'i le.
# review: cy
blocked-list = Beth sydd o'i le
# review: cy
blocked-at = { $what } { $place }
# review: cy
blocked-next = Dywedwch wrth eich desg gymorth beth sydd ar y dudalen hon.
# review: cy
blocked-running-title = Bu'n rhaid i Despatch stopio
# review: cy
blocked-running = Mae gosodiadau eich sefydliad wedi newid, ac ni ellir eu defnyddio fel y maent nawr. Mae eich negeseuon yn ddiogel ar y cyfrifiadur hwn ac ar y gweinydd. Pan fydd y gosodiadau wedi'u cywiro, dechreuwch Despatch eto.
# review: cy
fault-unknown = Ni ellir defnyddio'r ffeil hon.
# review: cy
fault-home-nowhere = Ni all Despatch ddod o hyd i'ch ffolder cartref ar y cyfrifiadur hwn. Rhaid i rywun sy'n gofalu am y cyfrifiadur hwn gywiro hynny.
# review: cy
fault-home-foreign = Mae'r ffolder hon yn perthyn i rywun arall, felly nid yw Despatch yn cadw eich negeseuon ynddi. Rhaid cywiro ei pherchennog.
# review: cy
fault-home-unusable = Ni all Despatch ddefnyddio'r ffolder hon. Gwiriwch fod modd ysgrifennu iddi a bod lle ar y ddisg.
# review: cy
fault-instance-silent = Mae Despatch eisoes yn rhedeg ac nid yw'n ateb. Caewch ef, neu allgofnodwch o'r cyfrifiadur hwn a mewngofnodi eto, yna dechreuwch ef unwaith eto.
# review: cy
fault-instance-unknown = Ni all Despatch ddweud a yw eisoes yn rhedeg. Ailgychwynnwch y cyfrifiadur hwn, yna dechreuwch Despatch eto.

# review: cy
ended-title = Mae'n rhaid ailgychwyn Despatch
# review: cy
ended-close = Cau Despatch

# review: cy
obstacle-keyring-locked = Mae eich cylch allweddi wedi'i gloi
# review: cy
obstacle-keyring-locked-text = Mae eich negeseuon ar y cyfrifiadur hwn wedi'u diogelu gan allwedd yn eich cylch allweddi. Datglowch y cylch allweddi, yna ceisiwch eto.
# review: cy
obstacle-keyring-absent = Nid oes cylch allweddi ar y cyfrifiadur hwn
# review: cy
obstacle-keyring-absent-text = Mae Despatch yn cadw'r allwedd i'ch negeseuon yn y cylch allweddi, ac nid oes un yn ateb. Dechreuwch ef neu fewngofnodwch i'ch bwrdd gwaith eto, yna ceisiwch eto.
# review: cy
obstacle-key-lost = Mae'r allwedd i'ch negeseuon wedi mynd
# review: cy
obstacle-key-lost-text = Mae'r negeseuon ar y cyfrifiadur hwn wedi'u hamgryptio, ac nid yw eu hallwedd yn eich cylch allweddi mwyach. Os gellir adfer y cylch allweddi, gwnewch hynny a cheisiwch eto. Os na ellir, gallwch ddechrau o'r newydd: mae eich negeseuon ar y gweinydd yn aros yno, ond mae'r cyfrifiadur hwn yn anghofio'r hyn sydd ganddo.
# review: cy
obstacle-store-damaged = Ni ellir agor y negeseuon ar y cyfrifiadur hwn
# review: cy
obstacle-store-damaged-text = Mae'r ffeiliau sy'n dal eich negeseuon wedi'u difrodi, neu nid yw'r allwedd yn eu ffitio. Ceisiwch eto yn gyntaf. Os nad yw hynny'n helpu, gallwch ddechrau o'r newydd: mae eich negeseuon ar y gweinydd yn aros yno, ond mae'r cyfrifiadur hwn yn anghofio'r hyn sydd ganddo.
# review: cy
obstacle-disk = Ni all Despatch ysgrifennu i'w ffolder
# review: cy
obstacle-disk-text = Efallai fod y ddisg yn llawn, neu fod y ffolder wedi'i diogelu. Gwnewch le, yna ceisiwch eto.
# review: cy
obstacle-unpinned = Nid yw eich gweinydd wedi'i gymeradwyo mwyach
# review: cy
obstacle-unpinned-text = Roeddech wedi mewngofnodi i weinydd nad yw eich sefydliad yn ei gymeradwyo mwyach, felly nid yw Despatch yn cysylltu ag ef. Os ydych yn credu mai camgymeriad yw hyn, cysylltwch â'r ddesg gymorth. I fewngofnodi yn rhywle arall, dechreuwch o'r newydd: bydd y cyfrifiadur hwn wedyn yn anghofio'r hyn sydd ganddo.
# review: cy
start-afresh = Dechrau o'r newydd
# review: cy
start-afresh-title = Tynnu popeth o eiddo Despatch oddi ar y cyfrifiadur hwn?
# review: cy
start-afresh-text = Mae'r negeseuon ar y cyfrifiadur hwn, ei ddrafftiau, a negeseuon nad ydynt wedi'u hanfon yn cael eu tynnu am byth. Yna byddwch yn mewngofnodi eto. Dim ond os gall dyfais arall o'ch eiddo eu darllen o hyd y gellir darllen negeseuon hŷn wedi'u hamgryptio eto.

## Mewngofnodi

# review: cy
sign-in-title = Mewngofnodi i { $organisation }
# review: cy
sign-in-title-unnamed = Mewngofnodi
# review: cy
sign-in-way = Sut hoffech chi fewngofnodi?
# review: cy
sign-in-by-email = Gyda fy e-bost gwaith
# review: cy
sign-in-by-department = Drwy ddewis fy adran
# review: cy
sign-in-by-server = Drwy deipio enw gweinydd
# review: cy
sign-in-email = E-bost gwaith
# review: cy
sign-in-email-hint = Er enghraifft enw@adran.llyw.cymru
# review: cy
sign-in-department = Adran
# review: cy
sign-in-server = Gweinydd
# review: cy
sign-in-server-hint = Er enghraifft matrix.adran.llyw.cymru
# review: cy
sign-in-user = Enw defnyddiwr
# review: cy
sign-in-user-hint = Yr enw a gawsoch gan eich adran
# review: cy
sign-in-password = Cyfrinair
# review: cy
password-show = Dangos y cyfrinair
# review: cy
password-hide = Cuddio'r cyfrinair
# review: cy
sign-in = Mewngofnodi
# review: cy
sign-in-pending = Wrthi'n mewngofnodi…
# review: cy
sign-in-progress = Wrthi'n mewngofnodi. Gall hyn gymryd munud.
# review: cy
sign-in-ended = Cawsoch eich allgofnodi o'r cyfrifiadur hwn
# review: cy
sign-in-ended-text = Daethpwyd â'r sesiwn yma i ben o un arall o'ch dyfeisiau neu gan weinyddwr, felly tynnodd Despatch eich negeseuon oddi ar y cyfrifiadur hwn. Mae'r hyn nad oedd wedi'i anfon eto wedi mynd. Os nad oedd hyn i fod i ddigwydd, newidiwch eich cyfrinair.
# review: cy
sign-in-refused = Nid ydych wedi mewngofnodi
# review: cy
locked-screen-title = Mae Despatch wedi'i gloi
# review: cy
locked-screen-text = Rhowch eich cyfrinair i barhau. Mae'r hyn yr oeddech yn ei ysgrifennu yno o hyd.
# review: cy
unlock = Datgloi
# review: cy
unlocking = Wrthi'n datgloi…
# review: cy
unlock-wrong = Nid dyna eich cyfrinair. Ceisiwch eto.
# review: cy
sign-in-locked = Ni allwch fewngofnodi â chyfrinair
# review: cy
sign-in-again-title = Rhowch eich cyfrinair eto
# review: cy
sign-in-again-text = { $name } ({ $id }), mae eich gweinydd wedi dod â'r sesiwn hon i ben. Mae eich negeseuon ar y cyfrifiadur hwn yn ddiogel. Rhowch eich cyfrinair i barhau.
# review: cy
browser-sign-in = Mewngofnodi yn eich porwr
# review: cy
browser-sign-in-with = Mewngofnodi gyda { $name }
# review: cy
browser-sign-in-text = Mae tudalen fewngofnodi eich sefydliad yn agor yn eich porwr. Nid yw Despatch byth yn gweld y cyfrinair a ddefnyddiwch yno.
# review: cy
browser-none = Ni all Despatch eich mewngofnodi i'r gweinydd hwn mewn unrhyw ffordd y mae eich sefydliad yn ei chaniatáu
# review: cy
browser-asking = Wrthi'n gofyn i'ch gweinydd am ei dudalen fewngofnodi…
# review: cy
browser-waiting = Wrthi'n aros am eich porwr…
# review: cy
browser-waiting-text = Mewngofnodwch ar y dudalen sydd wedi agor yn eich porwr. Mae'r ffenestr hon yn mynd ymlaen ohoni ei hun ar ôl i chi orffen. Mae gennych ddeg munud.
# review: cy
browser-again = Agor y porwr eto
# review: cy
browser-copy = Copïo'r cyfeiriad
# review: cy
browser-copied = Copïwyd. Agorwch ef mewn porwr ar y cyfrifiadur hwn, a pheidiwch â'i roi i neb.
# review: cy
browser-failed = Nid agorodd yr un porwr
# review: cy
browser-failed-text = Copïwch y cyfeiriad a'i agor mewn porwr ar y cyfrifiadur hwn. Nid yw'n gweithio ar un arall.
# review: cy
browser-back-title = Ewch yn ôl i Despatch
# review: cy
browser-back-text = Mae eich mewngofnodi wedi cyrraedd Despatch. Gallwch gau'r dudalen hon a mynd ymlaen yn ffenestr Despatch.
# review: cy
browser-unlock = Datgloi yn eich porwr
# review: cy
browser-locked-text = Dangoswch yn eich porwr mai chi sydd yno, i fynd ymlaen. Mae angen cysylltiad ar gyfer hynny. Mae'r hyn yr oeddech yn ei ysgrifennu yno o hyd.
# review: cy
browser-sign-in-again-title = Mewngofnodwch eto
# review: cy
browser-sign-in-again-text = { $name } ({ $id }), mae'n rhaid adnewyddu'r sesiwn hon. Mae eich negeseuon ar y cyfrifiadur hwn yn ddiogel. Mewngofnodwch yn eich porwr i barhau.
# review: cy
browser-device-sign-out-text = Ni all dyfais sydd wedi'i hallgofnodi ddarllen nac anfon dim mwyach. Mae tudalen yn agor yn eich porwr, lle rydych yn dangos mai chi sydd yno.
# review: cy
browser-reset-text = Mae tudalen yn agor yn eich porwr, lle rydych yn dangos mai chi sydd yno. Wedi i chi wneud hynny, mae ail dudalen yn agor: honno sy'n rhoi'r hunaniaeth ddigidol newydd yn lle'r hen un, felly gorffennwch y ddwy.
# review: cy
signed-in-as = Rydych wedi mewngofnodi fel { $name }.
# review: cy
sign-out = Allgofnodi
# review: cy
sign-out-title = Allgofnodi o Despatch?
# review: cy
sign-out-text = Mae popeth o eiddo Despatch yn cael ei dynnu oddi ar y cyfrifiadur hwn: negeseuon, drafftiau ac allweddi. Bydd negeseuon sy'n dal i aros i gael eu hanfon yn cael eu colli. I'w cadw, dewiswch Canslo ac arhoswch nes eu bod wedi'u hanfon.

## Gosodiadau a'r sefydliad

# review: cy
settings-title = Gosodiadau
# review: cy
settings-theme = Thema
# review: cy
theme-system = Yr un fath â'r cyfrifiadur hwn
# review: cy
theme-light = Golau
# review: cy
theme-dark = Tywyll
# review: cy
theme-contrast = Cyferbyniad uchel
# review: cy
settings-language = Iaith
# review: cy
language-system = Yr un fath â'r cyfrifiadur hwn (Same as this computer)
# review: cy
language-en = English
# review: cy
language-cy = Cymraeg
# review: cy
settings-scale = Maint y testun
# review: cy
settings-computer = Ar y cyfrifiadur hwn
# review: cy
settings-tray = Cadw Despatch yn rhedeg yn yr hambwrdd pan fyddaf yn cau'r ffenestr
# review: cy
settings-autostart = Dechrau Despatch pan fyddaf yn mewngofnodi i'r cyfrifiadur hwn
# review: cy
tray-open = Agor Despatch
# review: cy
tray-quit = Cau Despatch
# review: cy
settings-account = Cyfrif
# review: cy
rules-title = Rheolau eich sefydliad
# review: cy
rules-all = Pob rheol
# review: cy
rules-none = Ni ellid darllen unrhyw reolau.
# review: cy
rules-search = Chwilio'r rheolau
# review: cy
rules-search-hint = Gair, neu enw fel sign_in.methods
# review: cy
rules-only-set = Dim ond yr hyn y mae rhywun wedi'i osod
# review: cy
rules-found = { $count ->
    [zero] { $count } rheol
    [one] { $count } rheol
    [two] { $count } reol
    [few] { $count } rheol
    [many] { $count } rheol
   *[other] { $count } rheol
}
# review: cy
rules-copy = Copïo'r cyfan fel JSON
# review: cy
rules-copied = Wedi'i gopïo. Gallwch ei ludo mewn neges at eich desg gymorth.
# review: cy
rule-managed-machine = Wedi'i bennu gan eich sefydliad i bawb ar y cyfrifiadur hwn
# review: cy
rule-managed-user = Wedi'i bennu gan eich sefydliad i chi
# review: cy
rule-recommended = Wedi'i gynnig gan eich sefydliad; caiff pobl ddewis yn wahanol
# review: cy
rule-own = Eich dewis eich hun
# review: cy
rule-default = Rhagosodiad: nid oes neb wedi gosod hwn
# review: cy
rule-in-force = Mewn grym
# review: cy
rule-overridden = Wedi'i ddisodli
# review: cy
rule-overridden-by = Nid oes iddo effaith, oherwydd mae { $place } yn sefyll uwch ei ben.
# review: cy
rule-invalid = Ni ellir ei ddefnyddio
# review: cy
rule-invalid-at = { $what } Lle yn y ffeil: { $pointer }
# review: cy
rule-unknown = Anhysbys
# review: cy
rule-not-used = Heb ei ddefnyddio eto
# review: cy
rule-needs-restart = O'r cychwyn nesaf
# review: cy
rule-needs-restart-text = Pan fydd Despatch yn cael ei gychwyn y tro nesaf, bydd hyn yn cyfrif: { $value }
# review: cy
rule-from = O { $place }
# review: cy
rule-value-none = Dim
# review: cy
rule-value-unset = Heb ei osod
# review: cy
rule-value-item = • { $item }
# review: cy
rule-value-part = { $name }: { $value }
# review: cy
managed = Rheolir gan { $organisation }
# review: cy
managed-unnamed = Rheolir gan eich sefydliad
# review: cy
about-means = Beth mae hyn yn ei olygu
# review: cy
about-servers = Dim ond i weinyddion y mae eich sefydliad wedi'u cymeradwyo y gallwch fewngofnodi.
# review: cy
about-outside = Dim ond at bobl y mae eich sefydliad wedi cymeradwyo eu hadran y gallwch ysgrifennu. Pan fydd rhywbeth wedi'i gloi, mae Despatch yn dweud pam.
# review: cy
about-encrypted = Mae negeseuon wedi'u hamgryptio o'ch dyfais chi i ddyfeisiau'r bobl rydych yn ysgrifennu atynt.
# review: cy
about-kept = Efallai y bydd yn rhaid i'ch sefydliad gadw negeseuon, neu eu dileu ar ôl peth amser. Mae pob ystafell yn dweud hynny ar ei phen.
# review: cy
about-version = Despatch { $version }

## Rhestr ystafelloedd

# review: cy
region-rooms = Ystafelloedd
# review: cy
rooms-list = Pobl ac ystafelloedd
# review: cy
rooms-loading = Wrthi'n llwytho eich ystafelloedd…
# review: cy
rooms-empty-title = Dim sgyrsiau eto
# review: cy
rooms-empty-text = Ysgrifennwch at gydweithiwr i ddechrau.
# review: cy
search = Chwilio pobl ac ystafelloedd
# review: cy
search-found = { $count ->
    [zero] { $count } canlyniad
    [one] { $count } canlyniad
    [two] { $count } ganlyniad
    [few] { $count } chanlyniad
    [many] { $count } chanlyniad
   *[other] { $count } canlyniad
}
# review: cy
search-empty-title = Dim byd wedi'i ganfod
# review: cy
search-empty-text = Gwiriwch y sillafu, neu ysgrifennwch at rywun newydd.
# review: cy
new = Newydd
# review: cy
new-message = Neges newydd
# review: cy
new-room = Ystafell newydd
# review: cy
join = Ymuno drwy gyfeiriad
# review: cy
draft = Drafft
# review: cy
invited-by = Gwahoddiad gan { $name }
# review: cy
unread-count = { $count ->
    [zero] { $count } neges heb ei darllen
    [one] { $count } neges heb ei darllen
    [two] { $count } neges heb eu darllen
    [few] { $count } neges heb eu darllen
    [many] { $count } neges heb eu darllen
   *[other] { $count } neges heb eu darllen
}
# review: cy
marked-unread = Wedi'i marcio fel heb ei darllen
# review: cy
mention-count = { $count ->
    [zero] { $count } yn eich crybwyll
    [one] { $count } yn eich crybwyll
    [two] { $count } yn eich crybwyll
    [few] { $count } yn eich crybwyll
    [many] { $count } yn eich crybwyll
   *[other] { $count } yn eich crybwyll
}
# review: cy
preview = { $sender }: { $text }
# review: cy
preview-own = Chi: { $text }
# review: cy
preview-without-words = Neges heb eiriau

## Sgwrs

# review: cy
region-conversation = Sgwrs
# review: cy
back-to-rooms = Yn ôl i'r ystafelloedd
# review: cy
details = Manylion
# review: cy
nothing-open-title = Helo, { $name }
# review: cy
nothing-open-text = Dewiswch sgwrs ar y chwith, neu dechreuwch un newydd.
# review: cy
nothing-open-hint = Mae Ctrl+K yn neidio i unrhyw ystafell. Mae Ctrl+/ yn rhestru'r holl lwybrau byr.
# review: cy
encrypted = Wedi'i hamgryptio
# review: cy
not-encrypted = Heb ei hamgryptio
# review: cy
presence-people = { $count ->
    [zero] { $count } person: { $parts }
    [one] { $count } person: { $parts }
    [two] { $count } berson: { $parts }
    [few] { $count } pherson: { $parts }
    [many] { $count } pherson: { $parts }
   *[other] { $count } person: { $parts }
}
# review: cy
presence-part = { $name } ({ $count })
# review: cy
presence-count = ({ $count })
# review: cy
presence-outside = { $name }, o'r tu allan ({ $count })
# review: cy
readers = Bydd hwn yn cael ei ddarllen gan
# review: cy
readers-unknown = Yn darganfod pwy sydd yn yr ystafell hon. Ni fydd dim yn cael ei anfon nes bod hynny'n hysbys.
# review: cy
retention-none = Dim rheol arbennig ar gyfer cadw negeseuon
# review: cy
retention-record-for-good = Mae negeseuon yn cael eu cadw ar gofnod am byth
# review: cy
retention-record = Mae negeseuon yn cael eu cadw ar gofnod am { $time }
# review: cy
retention-keep = Mae negeseuon yn cael eu cadw am o leiaf { $time }
# review: cy
retention-expire = Mae negeseuon yn cael eu dileu ar ôl { $time }
# review: cy
retention-why = Pam mae hyn yn cael ei gadw?
# review: cy
retention-by-room = Penderfynwyd yn yr ystafell hon, gan { $name }.
# review: cy
retention-by-somebody = Penderfynwyd yn yr ystafell hon.
# review: cy
retention-conflict = Mae un rheol yn cadw negeseuon yn hirach nag y mae rheol arall yn gadael iddynt aros. Yr amser hiraf sy'n cyfrif.
# review: cy
duration-minutes = { $count ->
    [zero] { $count } munud
    [one] { $count } munud
    [two] { $count } funud
    [few] { $count } munud
    [many] { $count } munud
   *[other] { $count } munud
}
# review: cy
duration-hours = { $count ->
    [zero] { $count } awr
    [one] { $count } awr
    [two] { $count } awr
    [few] { $count } awr
    [many] { $count } awr
   *[other] { $count } awr
}
# review: cy
duration-days = { $count ->
    [zero] { $count } diwrnod
    [one] { $count } diwrnod
    [two] { $count } ddiwrnod
    [few] { $count } diwrnod
    [many] { $count } diwrnod
   *[other] { $count } diwrnod
}
# review: cy
duration-years = { $count ->
    [zero] { $count } blynedd
    [one] { $count } flwyddyn
    [two] { $count } flynedd
    [few] { $count } blynedd
    [many] { $count } blynedd
   *[other] { $count } mlynedd
}
# review: cy
retention-hold = Wedi'u cadw ar gyfer achos: { $reference }
# review: cy
retention-hold-record = Mae negeseuon yn cael eu cadw ar gofnod, ar gyfer achos: { $reference }
# review: cy
timeline = Negeseuon
# review: cy
timeline-loading = Wrthi'n llwytho negeseuon…
# review: cy
timeline-start = Dyma lle mae'r sgwrs yn dechrau
# review: cy
timeline-start-text = Mae negeseuon wedi'u hamgryptio: dim ond y bobl sydd ynddi all eu darllen.
# review: cy
older-load = Dangos negeseuon hŷn
# review: cy
older-loading = Wrthi'n llwytho negeseuon hŷn…
# review: cy
older-failed = Nid oedd modd llwytho negeseuon hŷn.
# review: cy
older-removed = Cafodd negeseuon hŷn eu dileu o'r cyfrifiadur hwn, o dan reol eich sefydliad neu reol yr ystafell hon.
# review: cy
unread-line = Negeseuon newydd
# review: cy
jump-to-unread = Neidio i'r gyntaf heb ei darllen
# review: cy
jump-to-latest = Neidio i'r diweddaraf
# review: cy
typing-one = Mae { $name } yn teipio…
# review: cy
typing-some = Mae { $names } yn teipio…
# review: cy
typing-many = Mae sawl person yn teipio…
# review: cy
heard = { $sender }: { $text }
# review: cy
offline = Rydych all-lein. Mae negeseuon yn aros ac yn cael eu hanfon pan fyddwch yn ôl.
# review: cy
grace = { $count ->
    [zero] Mae rheolau eich sefydliad ar y cyfrifiadur hwn wedi dod i ben. Gallwch anfon negeseuon am { $count } diwrnod arall. Gofynnwch i'ch desg gymorth eu hadnewyddu.
    [one] Mae rheolau eich sefydliad ar y cyfrifiadur hwn wedi dod i ben. Gallwch anfon negeseuon am { $count } diwrnod arall. Gofynnwch i'ch desg gymorth eu hadnewyddu.
    [two] Mae rheolau eich sefydliad ar y cyfrifiadur hwn wedi dod i ben. Gallwch anfon negeseuon am { $count } ddiwrnod arall. Gofynnwch i'ch desg gymorth eu hadnewyddu.
    [few] Mae rheolau eich sefydliad ar y cyfrifiadur hwn wedi dod i ben. Gallwch anfon negeseuon am { $count } diwrnod arall. Gofynnwch i'ch desg gymorth eu hadnewyddu.
    [many] Mae rheolau eich sefydliad ar y cyfrifiadur hwn wedi dod i ben. Gallwch anfon negeseuon am { $count } diwrnod arall. Gofynnwch i'ch desg gymorth eu hadnewyddu.
   *[other] Mae rheolau eich sefydliad ar y cyfrifiadur hwn wedi dod i ben. Gallwch anfon negeseuon am { $count } diwrnod arall. Gofynnwch i'ch desg gymorth eu hadnewyddu.
}
# review: cy
read-only-title = Gallwch ddarllen negeseuon, ond ni ellir anfon dim
# review: cy
read-only = Roedd rheolau eich sefydliad ar y cyfrifiadur hwn yn ddilys tan { $day }. Heb reolau dilys, nid yw Despatch yn anfon dim.
# review: cy
locked-title = Mae'r ystafell hon wedi'i chloi

## Negeseuon

# review: cy
more-actions = Rhagor o gamau
# review: cy
reply = Ateb
# review: cy
react = Ymateb
# review: cy
react-quick = Ymateb gyda { $key }
# review: cy
edit = Golygu
# review: cy
delete = Dileu
# review: cy
copy-text = Copïo'r testun
# review: cy
copy-link = Copïo dolen
# review: cy
link-copied = Copïwyd y ddolen
# review: cy
link-copied-text = Mae'n arwain pobl sydd yn yr ystafell hon at y neges hon. Nid yw'n dweud dim am yr hyn a ddywedwyd.
# review: cy
refused-link = Nid oedd modd gwneud y ddolen
# review: cy
open-link-to = Agor dolen i { $host }
# review: cy
show-replied = Dangos y neges y mae'n ei hateb
# review: cy
cancel-send = Peidio ag anfon
# review: cy
write-to = Ysgrifennu at y person hwn
# review: cy
message-whole = Dangos y neges gyfan
# review: cy
message-part = Dangos llai
# review: cy
edited = Wedi'i golygu
# review: cy
mentions-you = Yn eich crybwyll
# review: cy
redacted = Cafodd y neges hon ei dileu
# review: cy
unsupported = Ni all y fersiwn hon o Despatch ddangos y math hwn o neges
# review: cy
quote-not-loaded = Neges gynharach
# review: cy
reaction-by = { $key } gan { $names }
# review: cy
read-by = Wedi'i darllen gan { $names }
# review: cy
read-by-count = { $count ->
    [zero] Wedi'i darllen gan { $count } person
    [one] Wedi'i darllen gan { $count } person
    [two] Wedi'i darllen gan { $count } berson
    [few] Wedi'i darllen gan { $count } pherson
    [many] Wedi'i darllen gan { $count } pherson
   *[other] Wedi'i darllen gan { $count } person
}
# review: cy
state-sending = Wrthi'n anfon…
# review: cy
upload-figure = { $sent } o { $total }
# review: cy
state-waiting = Yn aros am gysylltiad
# review: cy
state-failed = Heb ei hanfon
# review: cy
failed-because = Heb ei hanfon. { $why }
# review: cy
shield-not-encrypted = Wedi'i hanfon heb ei hamgryptio
# review: cy
shield-unconfirmed = Wedi'i hanfon o ddyfais nad yw ei pherchennog wedi'i chadarnhau
# review: cy
shield-unauthenticated = Ni ellir gwarantu ei hanfonwr ar y ddyfais hon
# review: cy
shield-handed-over = Trosglwyddwyd gan { $name }: ni ellir gwarantu ei hanfonwr
# review: cy
shield-unvouched = Ni all neb ddweud pwy ysgrifennodd hon. Gofynnwch iddynt cyn gweithredu arni
# review: cy
unvouched = Ni all neb ddweud pwy ysgrifennodd y neges hon, felly nid yw'n cael ei dangos. Ni ddaeth ei hallwedd oddi wrth ei hanfonwr. Gofynnwch iddynt dros y ffôn neu wyneb yn wyneb ai nhw a'i hysgrifennodd.
# review: cy
unvouched-quote = Neges nad ydynt, efallai, wedi'i hysgrifennu
# review: cy
shield-repeated = Mae neges gynharach yn dweud yr un peth, ac nid oes dim yn dangos bod ei hanfonwr wedi'i hysgrifennu ddwywaith
# review: cy
repeated = Mae'r neges hon yn dweud yr un peth ag un gynharach, felly nid yw'n cael ei dangos. Nid oes dim yn dangos bod ei hanfonwr wedi'i hysgrifennu ddwywaith: efallai fod gweinydd wedi'i rhoi yma eto.
# review: cy
repeated-quote = Neges gynharach eto
# review: cy
closed-show = Ei dangos beth bynnag
# review: cy
lure = Byddwch yn ofalus: nid oes neb gonest yn gofyn am god nac allwedd. Os gofynnir i chi barhau yn rhywle arall, gwiriwch yn gyntaf pwy sydd yno.
# review: cy
undecryptable-waiting = Yn aros am y neges hon. Nid yw ei hallwedd wedi cyrraedd eto. Gall ddod ohoni'i hun o hyd, neu fod yn storfa eich allweddi.
# review: cy
undecryptable-before-join = Nid oes gennych fynediad at y neges hon. Cafodd ei hanfon cyn i chi ymuno. Dim ond y sawl a'i hanfonodd all ei hanfon eto.
# review: cy
undecryptable-identity-changed = Nid yw'r neges hon yn cael ei dangos, am fod hunaniaeth ddigidol ei hanfonwr wedi newid ers i chi eu dilysu. Gwnewch yn siŵr mai nhw ydyw, yna dilyswch nhw eto.
# review: cy
undecryptable-unconfirmed-device = Nid yw'r neges hon yn cael ei dangos, am nad yw ei hanfonwr wedi cadarnhau'r ddyfais y daeth ohoni. Gallant ei chadarnhau, neu anfon y neges eto o ddyfais arall.
# review: cy
undecryptable-unknown-device = Nid yw'r neges hon yn cael ei dangos, am na all neb ddweud yn sicr o ba ddyfais y daeth. Gall ei hanfonwr ei hanfon eto o ddyfais y mae wedi'i chadarnhau.
# review: cy
undecryptable-not-stored = Nid oes gennych fynediad at y neges hon yma. Cafodd ei hanfon cyn i chi fewngofnodi ar y ddyfais hon, ac nid oedd gennych storfa allweddi i gadw ei hallwedd. Efallai y bydd dyfais arall sydd gennych yn dal i'w dangos.
# review: cy
undecryptable-locked = Ni allwch ddarllen y neges hon eto. Cafodd ei hanfon cyn i chi fewngofnodi ar y ddyfais hon, ac mae ei hallwedd yn storfa eich allweddi. Bydd yn agor unwaith y byddwch wedi cadarnhau'r ddyfais hon.
# review: cy
undecryptable-withheld-unconfirmed = Nid oes gennych fynediad at y neges hon. Dim ond â dyfeisiau sydd wedi'u cadarnhau y mae ei hanfonwr yn rhannu allweddi, ac nid oedd hon wedi'i chadarnhau. Cadarnhewch hi, yna gofynnwch iddynt anfon y neges eto.
# review: cy
undecryptable-withheld = Nid oes gennych fynediad at y neges hon. Ni rannodd dyfais ei hanfonwr yr allwedd â'r ddyfais hon. Gall ei hanfonwr ei hanfon eto.
# review: cy
unreadable-count = { $count ->
    [zero] Ni ellir darllen { $count } neges yma
    [one] Ni ellir darllen { $count } neges yma
    [two] Ni ellir darllen { $count } neges yma
    [few] Ni ellir darllen { $count } neges yma
    [many] Ni ellir darllen { $count } neges yma
   *[other] Ni ellir darllen { $count } neges yma
}
# review: cy
look-again = Edrych eto
# review: cy
ask-again = Gofyn iddynt ei hanfon eto
# review: cy
ask-again-text = Ni allaf ddarllen y neges hon ar fy nyfais. Allwch chi ei hanfon eto?
# review: cy
key-storage-show = Mynd i storfa'r allweddi
# review: cy
person-look = Edrych ar { $name }
# review: cy
spoken-file = Ffeil { $name }, { $facts }
# review: cy
spoken-reply = mewn ateb i { $name }: { $text }
# review: cy
spoken-reaction = { $count ->
    [zero] { $key } gan { $count } person
    [one] { $key } gan { $count } person
    [two] { $key } gan { $count } berson
    [few] { $key } gan { $count } pherson
    [many] { $key } gan { $count } pherson
   *[other] { $key } gan { $count } person
}
# review: cy
change-joined = Ymunodd { $who }
# review: cy
change-left = Gadawodd { $who }
# review: cy
change-invited = Gwahoddodd { $who } { $whom }
# review: cy
change-declined = Gwrthododd { $who } y gwahoddiad
# review: cy
change-removed = Tynnodd { $who } { $whom } o'r ystafell
# review: cy
change-banned = Gwaharddodd { $who } { $whom }
# review: cy
change-knocked = Mae { $who } yn gofyn am gael dod i mewn
# review: cy
change-asked-to-verify = Gofynnodd { $who } am gymharu emoji, er mwyn i'r ddau gael eu gwirio
# review: cy
change-renamed = Enw { $from } bellach yw { $to }
# review: cy
change-created = Creodd { $who } yr ystafell hon
# review: cy
change-room-named = Rhoddodd { $who } yr enw “{ $name }” ar yr ystafell
# review: cy
change-topic = Newidiodd { $who } y pwnc i “{ $topic }”
# review: cy
change-topic-removed = Tynnodd { $who } y pwnc
# review: cy
change-encrypted = Trodd { $who } amgryptio ymlaen
# review: cy
change-settings = Newidiodd { $who } un o osodiadau'r ystafell

## Ysgrifennu

# review: cy
composer-label = Neges at { $name }
# review: cy
composer-placeholder = Ysgrifennwch neges
# review: cy
composer-send = Anfon
# review: cy
composer-add = Ychwanegu ffeil neu bôl
# review: cy
composer-save = Cadw
# review: cy
composer-locked = Ni allwch ysgrifennu yma
# review: cy
mention-list = Pwy sydd gennych mewn golwg?
# review: cy
mention-chosen = { $name }, { $place } o { $total }
# review: cy
mention-everybody = Pawb yma
# review: cy
mention-show = Ynglŷn â { $name }
# review: cy
replying-to = Yn ateb { $name }
# review: cy
editing = Yn golygu eich neges

## Gwahoddiadau

# review: cy
invitation-title = Gwahoddiad i { $name }
# review: cy
invitation-text = Mae { $name } yn eich gwahodd i ymuno â'r sgwrs hon.
# review: cy
invitation-locked = Ni allwch dderbyn y gwahoddiad hwn
# review: cy
accept = Derbyn
# review: cy
decline = Gwrthod

## Pobl

# review: cy
region-details = Manylion
# review: cy
people = Pobl
# review: cy
people-count = { $count ->
    [zero] { $count } person
    [one] { $count } person
    [two] { $count } berson
    [few] { $count } pherson
    [many] { $count } pherson
   *[other] { $count } person
}
# review: cy
person-actions = Camau ar gyfer { $name }
# review: cy
member-invited = wedi'i wahodd
# review: cy
member-moderator = cymedrolwr
# review: cy
member-you = chi
# review: cy
invite = Gwahodd rhywun
# review: cy
leave = Gadael
# review: cy
read-who = Pwy sydd wedi darllen hyn
# review: cy
readers-none = Nid oes neb arall wedi darllen hyn eto, hyd y mae eu rhaglenni'n dweud.
# review: cy
readers-hint = Yr amser yw pryd yr oedd pob un yma ddiwethaf.
# review: cy
versions = Fersiynau cynharach
# review: cy
versions-refused = Ni ellir dangos y fersiynau cynharach
# review: cy
version-first = Fel y'i hanfonwyd, { $time }
# review: cy
version-changed = Newidiwyd, { $time }
# review: cy
pin = Pinio i bawb yma
# review: cy
unpin = Dadbinio
# review: cy
pinned = Wedi'i phinio
# review: cy
pins = Negeseuon wedi'u pinio
# review: cy
pins-count = { $count ->
    [zero] { $count } neges wedi'i phinio
    [one] { $count } neges wedi'i phinio
    [two] { $count } neges wedi'u pinio
    [few] { $count } neges wedi'u pinio
    [many] { $count } neges wedi'u pinio
   *[other] { $count } neges wedi'u pinio
}
# review: cy
pin-show = Dangos yn y sgwrs
# review: cy
pin-missing = Nid yw'r neges hon wedi'i llwytho.
# review: cy
refused-pin = Mae'r negeseuon wedi'u pinio yn aros fel yr oeddent
# review: cy
change-pins = Newidiodd { $who } y negeseuon wedi'u pinio
# review: cy
importance = Yn y rhestr ystafelloedd
# review: cy
importance-favourite = Ffefryn
# review: cy
importance-usual = Yn ôl gweithgarwch
# review: cy
importance-low = Blaenoriaeth isel
# review: cy
mark-unread = Marcio fel heb ei darllen
# review: cy
remove-person = Tynnu

## Cwestiynau

# review: cy
person-field = Enw, e-bost gwaith neu gyfeiriad
# review: cy
person-hint = Er enghraifft enw@adran.llyw.cymru neu @enw:adran.llyw.cymru
# review: cy
people-found = Pobl a ganfuwyd
# review: cy
people-found-count = { $count ->
    [zero] { $count } o bobl
    [one] { $count } person
    [two] { $count } berson
    [few] { $count } pherson
    [many] { $count } pherson
   *[other] { $count } o bobl
}
# review: cy
new-message-confirm = Dechrau
# review: cy
room-name = Enw'r ystafell
# review: cy
room-name-hint = Yr hyn y bydd y bobl ynddi'n ei adnabod
# review: cy
room-people = Pobl i'w gwahodd
# review: cy
room-people-hint = E-byst gwaith neu gyfeiriadau, gydag atalnodau rhyngddynt. Gallwch wahodd rhagor o bobl yn nes ymlaen.
# review: cy
new-room-confirm = Creu ystafell
# review: cy
join-address = Cyfeiriad yr ystafell
# review: cy
join-hint = Er enghraifft #ystafell:adran.llyw.cymru
# review: cy
join-confirm = Ymuno
# review: cy
invite-confirm = Gwahodd
# review: cy
leave-title = Gadael “{ $name }”?
# review: cy
leave-text = Ni fyddwch yn cael negeseuon o'r ystafell hon mwyach. I ddod yn ôl, mae'n rhaid i rywun eich gwahodd.
# review: cy
decline-title = Gwrthod y gwahoddiad i “{ $name }”?
# review: cy
decline-text = Mae'r gwahoddiad yn cael ei dynnu o'ch rhestr.
# review: cy
remove-title = Tynnu { $name }?
# review: cy
remove-text = Ni allant ddarllen negeseuon newydd yn yr ystafell hon mwyach. Maent yn cadw'r hyn y maent wedi'i ddarllen eisoes, a gallant ddod yn ôl os bydd rhywun yn eu gadael i mewn.
# review: cy
delete-title = Dileu'r neges hon?
# review: cy
delete-text = Mae'n cael ei dileu i bawb yn yr ystafell. Ni ellir dadwneud hyn.
# review: cy
picture = Llun: { $name }
# review: cy
view = Dangos yn fawr
# review: cy
view-picture = Agor y llun: { $name }
# review: cy
viewer-who = { $name }, { $time }
# review: cy
viewer-loading = Yn nôl y llun ({ $facts })
# review: cy
viewer-failed = Ni ellir dangos y llun hwn
# review: cy
viewer-previous = Llun blaenorol
# review: cy
viewer-next = Llun nesaf
# review: cy
viewer-closer = Chwyddo
# review: cy
viewer-farther = Lleihau
# review: cy
viewer-fit = Ffitio i'r ffenestr
# review: cy
viewer-actual = Maint gwirioneddol
# review: cy
viewer-fitted-times = { $percent }% o'r maint sy'n ffitio
# review: cy
viewer-actual-times = { $percent }% o'i faint gwirioneddol
# review: cy
film-play = Chwarae { $name }
# review: cy
film-pause = Oedi { $name }
# review: cy
film-still = Dechrau'r fideo { $name }
# review: cy
film-open = Agor
# review: cy
film-opened = Wedi agor yn eich chwaraewr fideo
# review: cy
film-unopened = Nid oes rhaglen ar y cyfrifiadur hwn sy'n ei agor. Gallwch gadw'r ffeil, os yw eich sefydliad yn caniatáu hynny.
# review: cy
sound-play = Chwarae { $name }
# review: cy
sound-pause = Oedi { $name }
# review: cy
sound-place = Lle yn { $name }
# review: cy
sound-time = { $at } o { $length }
# review: cy
sound-speed = Cyflymder { $speed }×
# review: cy
sound-failed = Ni ellir chwarae'r sain hon.
# review: cy
sound-no-device = Nid oes seinydd na chlustffonau ar y cyfrifiadur hwn. Cysylltwch un, yna ceisiwch eto.
# review: cy
sound-forbidden = Nid yw eich cyfrifiadur yn gadael i Despatch chwarae sain. Gwiriwch ei osodiadau sain, yna ceisiwch eto.
# review: cy
sound-broken = Peidiodd y seinydd neu'r clustffonau â gweithio. Gwiriwch ef, yna ceisiwch eto.
# review: cy
voice-message = Neges lais
# review: cy
spoken-voice = Neges lais, { $length }
# review: cy
voice-new = Recordio neges lais
# review: cy
voice-speaking = Yn recordio
# review: cy
voice-left = { $length } ar ôl
# review: cy
voice-stop = Stopio
# review: cy
voice-ending = Yn paratoi eich neges lais…
# review: cy
voice-spoken = Neges lais o { $length }, heb ei hanfon eto
# review: cy
voice-send = Anfon
# review: cy
voice-discard = Gwaredu'r neges lais
# review: cy
voice-failed = Ni chafodd dim ei recordio
# review: cy
voice-no-device = Nid oes meicroffon
# review: cy
voice-no-device-text = Cysylltwch feicroffon neu glustffonau â'r cyfrifiadur hwn, yna ceisiwch eto.
# review: cy
voice-forbidden = Ni chaiff Despatch ddefnyddio'r meicroffon
# review: cy
voice-forbidden-text = Caniatewch hynny yng ngosodiadau preifatrwydd eich cyfrifiadur, yna ceisiwch eto.
# review: cy
voice-broken = Peidiodd y meicroffon â gweithio
# review: cy
voice-broken-text = Gwiriwch ei fod wedi'i gysylltu, yna ceisiwch eto.
# review: cy
send-file-title = Anfon { $name }?
# review: cy
send-file-caption = Beth i'w ddweud gyda hi
# review: cy
send-file-caption-hint = Gallwch adael hwn yn wag. O luniau a fideos, mae Despatch yn tynnu ble a sut y cawsant eu gwneud.
# review: cy
send-file-unclean = Gall y fideo hwn ddweud ble a sut y cafodd ei wneud. Ni all Despatch dynnu hynny o fideo o'r math hwn.
# review: cy
send-file = Anfon y ffeil
# review: cy
send-files-title = Anfon { $count } ffeil?
# review: cy
send-files-caption = Beth i'w ddweud gyda'r gyntaf
# review: cy
send-files = Anfon { $count } ffeil
# review: cy
send-files-out = Gadael { $name } allan
# review: cy
send-files-take-out = Gadewch allan yr hyn na ellir ei anfon, yna anfonwch y lleill.
# review: cy
send-files-stopped = Ni chafodd { $name } ei hanfon. Gadewch hi allan i anfon y lleill.
# review: cy
send-files-most = Gallwch anfon { $count } ffeil ar y tro. Gadawyd y lleill allan.
# review: cy
attach = Atodi ffeiliau
# review: cy
attach-path = Ble mae'r ffeil
# review: cy
attach-path-hint = Teipiwch ei ffolder a'i henw, o'r gwraidd ymlaen.
# review: cy
attach-confirm = Nesaf
# review: cy
save-title = Cadw { $name }
# review: cy
save-folder = Ffolder
# review: cy
save-hint = Nid yw ffeil sydd yno eisoes byth yn cael ei disodli.
# review: cy
link-title = Agor y ddolen hon?
# review: cy
link-text = Mae'n arwain i'r lle hwn ar y we:
# review: cy
link-open = Agor yn y porwr
# review: cy
link-mail-title = Ysgrifennu at y cyfeiriad hwn?
# review: cy
link-mail-text = Bydd eich rhaglen e-bost yn agor gyda'r cyfeiriad hwn:
# review: cy
link-mail-open = Agor y rhaglen e-bost
# review: cy
link-letters = Yn ei lythrennau ei hun: { $name }
# review: cy
link-lookalike-title = Nid { $name } yw hwn
# review: cy
link-lookalike = Mae'r cyfeiriad hwn yn edrych fel { $name }, un o eiddo eich sefydliad, ond lle gwahanol yw: { $host }. Efallai fod rhywun am i chi gymysgu'r ddau. Os nad ydych yn siŵr, peidiwch â'i agor, a gofynnwch i'ch desg gymorth.
# review: cy
link-refused-title = Ni ellir agor y ddolen hon
# review: cy
jump-title = Neidio i
# review: cy
jump-field = Enw person neu ystafell
# review: cy
emoji-thumbs-up = Bawd i fyny
# review: cy
emoji-heart = Calon
# review: cy
emoji-laughing = Chwerthin
# review: cy
emoji-party = Dathlu
# review: cy
emoji-surprised = Syndod
# review: cy
emoji-sad = Trist
# review: cy
emoji-thanks = Diolch
# review: cy
emoji-eyes = Wrthi'n edrych arno

## Beth ddaeth o ddymuniad

# review: cy
file-saved = Ffeil wedi'i chadw
# review: cy
refused-send = Ni chafodd eich neges ei hanfon
# review: cy
refused-send-elsewhere = Ni chafodd neges mewn ystafell arall ei hanfon. Mae wedi'i chadw yno fel drafft.
# review: cy
refused-react = Ni chafodd eich ymateb ei anfon
# review: cy
refused-delete = Ni chafodd y neges ei dileu
# review: cy
refused-save = Ni chafodd y ffeil ei chadw
# review: cy
refused-paste = Ni chafodd y llun ei ludo
# review: cy
refused-speak = Ni allwch recordio negeseuon llais
# review: cy
refused-play = Ni ellir chwarae'r llun
# review: cy
refused-open-film = Ni chafodd y fideo ei agor
# review: cy
refused-voice = Ni chafodd eich neges lais ei hanfon
# review: cy
refused-send-file = Ni chafodd y ffeil ei hanfon
# review: cy
refused-cancel-send = Nid oedd modd atal y neges
# review: cy
refused-look-again = Ni ellir darllen y neges o hyd
# review: cy
refused-accept = Ni chafodd y gwahoddiad ei dderbyn
# review: cy
refused-leave = Rydych yn dal yn yr ystafell
# review: cy
refused-mark-unread = Ni chafodd yr ystafell ei marcio fel heb ei darllen
# review: cy
refused-importance = Mae'r ystafell yn aros lle'r oedd yn y rhestr
# review: cy
attention = Rhoi gwybod i mi am
# review: cy
attention-all = Pob neges
# review: cy
attention-mentions = Negeseuon sy'n sôn amdanaf
# review: cy
attention-nothing = Dim byd
# review: cy
muted = Wedi'i dawelu
# review: cy
refused-attention = Mae'r hysbysiadau yn aros fel yr oeddent

## What one hears of

# review: cy
notifications-title = Hysbysiadau
# review: cy
notifications-none = Does dim byd yn cael ei gyhoeddi ar y cyfrifiadur hwn
# review: cy
notifications-none-text = Mae eich sefydliad wedi diffodd hynny. Mae'r hyn a ddewiswch yma yn dal ar eich dyfeisiau eraill.
# review: cy
hearing-unknown = Yn gofyn i'ch gweinydd am beth rydych yn clywed…
# review: cy
hearing-title = Am beth rydych yn clywed
# review: cy
hearing-where = Ar eich holl ddyfeisiau, ym mhob ystafell nad ydych wedi'i gosod yn wahanol.
# review: cy
hearing-direct = Lle mae dau ohonoch
# review: cy
hearing-groups = Lle mae mwy o bobl
# review: cy
hearing-all = Pob neges
# review: cy
hearing-mentions = Dim ond yr hyn sy'n fy enwi, neu sydd ag un o'm geiriau
# review: cy
hearing-me = Negeseuon sy'n fy enwi
# review: cy
hearing-everybody = Negeseuon sy'n enwi pawb
# review: cy
hearing-sound = Gyda sain
# review: cy
hearing-nothing = Dim byd o gwbl, ar unrhyw un o'm dyfeisiau
# review: cy
hearing-keywords = Geiriau rydych am glywed amdanynt
# review: cy
hearing-no-keywords = Does dim un eto.
# review: cy
hearing-keyword = Gair arall
# review: cy
hearing-keyword-hint = Byddwch yn clywed am bob neges sydd ag ef, fel enw eich prosiect
# review: cy
hearing-add = Ychwanegu
# review: cy
hearing-remove = Tynnu { $word }
# review: cy
quiet-title = Peidio â tharfu
# review: cy
quiet-text = Am ychydig does dim byd yn cael ei gyhoeddi ar y cyfrifiadur hwn. Wedyn cewch wybod ar unwaith beth ddaeth.
# review: cy
quiet-not = Mae negeseuon yn cael eu cyhoeddi wrth iddynt ddod.
# review: cy
quiet-until = Peidio â tharfu tan { $time }
# review: cy
quiet-until-off = Peidio â tharfu nes i chi ei ddiffodd
# review: cy
quiet-by-hours = Peidio â tharfu, yn ôl yr oriau a ddewisoch
# review: cy
quiet-off = Cyhoeddi eto
# review: cy
quiet-hour = Am awr
# review: cy
quiet-tomorrow = Tan yfory am 08:00
# review: cy
quiet-open = Nes i mi ei ddiffodd
# review: cy
quiet-menu-hour = Peidio â tharfu am awr
# review: cy
quiet-menu-tomorrow = Peidio â tharfu tan yfory
# review: cy
quiet-menu-open = Peidio â tharfu nes i mi ei ddiffodd
# review: cy
quiet-hours = Ar yr un oriau bob dydd
# review: cy
quiet-hours-on = Peidio â tharfu arnaf ar yr oriau hyn
# review: cy
quiet-from = O
# review: cy
quiet-to = Tan
# review: cy
quiet-wrong = Ysgrifennwch amser fel 19:00
# review: cy
quiet-days = Maent yn dechrau ar
# review: cy
quiet-keep = Cadw'r oriau hyn
# review: cy
away-title = Tra oeddech i ffwrdd
# review: cy
away-text = { $messages ->
    [zero] { $messages } neges
    [one] { $messages } neges
    [two] { $messages } neges
    [few] { $messages } neges
    [many] { $messages } neges
   *[other] { $messages } neges
} { $rooms ->
    [zero] mewn { $rooms } ystafell
    [one] mewn { $rooms } ystafell
    [two] mewn { $rooms } ystafell
    [few] mewn { $rooms } ystafell
    [many] mewn { $rooms } ystafell
   *[other] mewn { $rooms } ystafell
}
# review: cy
away-call = Enwodd { $name } chi yn { $room }
# review: cy
away-call-unknown = Cawsoch eich enwi yn { $room }

# review: cy
refused-change = Mae'r ystafell yn aros fel yr oedd

# review: cy
failure-wrong-password = Nid yw'r enw neu'r cyfrinair yn gywir. Gwiriwch y ddau a cheisiwch eto.
# review: cy
failure-account-closed = Mae'r cyfrif hwn wedi'i gloi neu ei gau.
# review: cy
failure-unreachable = Ni ellir cyrraedd y gweinydd. Gwiriwch eich cysylltiad, yna ceisiwch eto.
# review: cy
failure-certificate = Ni all y gweinydd brofi mai ef yw'r un a gymeradwywyd gan eich sefydliad, felly ni chysylltodd Despatch ag ef.
# review: cy
failure-rate-limited = Roedd gormod o geisiadau. Arhoswch funud, yna ceisiwch eto.
# review: cy
failure-server-failed = Mae gan y gweinydd broblem ei hun. Ceisiwch eto ymhen ychydig funudau.
# review: cy
failure-forbidden = Nid oes gennych hawl i wneud hyn yn yr ystafell hon.
# review: cy
failure-not-found = Nid oedd modd dod o hyd i'r person, yr ystafell neu'r neges.
# review: cy
failure-malformed = Nid yw rhywbeth yn hyn yn gwneud synnwyr i'r gweinydd. Gwiriwch ef a cheisiwch eto.
# review: cy
failure-tampered = Nid dyma'r ffeil a anfonodd ei hanfonwr, felly ni chadwodd Despatch hi.
# review: cy
failure-not-ready = Mae'r neges hon ar ei ffordd o hyd. Ceisiwch eto ymhen eiliad.
# review: cy
failure-picture-unclean = Gall ffeil y llun hwn ddweud ble a sut y cafodd ei wneud, ac ni all Despatch dynnu hynny o ffeil o'r math hwn. Cadwch ef fel JPEG neu PNG, ac anfonwch hwnnw.
# review: cy
failure-picture-undrawn = Mae'r llun wedi'i ddifrodi, neu o fath nad yw Despatch yn ei adnabod. Gallwch gadw'r ffeil a'i hagor mewn rhaglen arall, os yw eich sefydliad yn caniatáu hynny.
# review: cy
failure-picture-too-large = Mae'r llun yn rhy fawr i'w ddangos yma. Gallwch gadw'r ffeil a'i hagor mewn rhaglen arall, os yw eich sefydliad yn caniatáu hynny.
# review: cy
failure-film-unclean = Gall y fideo hwn ddweud ble a sut y cafodd ei wneud, ac ni all Despatch dynnu hynny ohono: mae'r ffeil wedi'i difrodi, neu mae ei rhannau mewn lle nad yw Despatch yn ei adnabod. Cadwch ef eto yn eich rhaglen fideo, ac anfonwch hwnnw.
# review: cy
failure-sound-unplayed = Mae'r sain wedi'i difrodi, neu o fath nad yw Despatch yn ei adnabod. Gallwch gadw'r ffeil a'i hagor mewn rhaglen arall, os yw eich sefydliad yn caniatáu hynny.
# review: cy
failure-film-unknown = Nid yw'r ffeil hon yn fideo o fath y mae Despatch yn ei adnabod, beth bynnag a ddywed ei henw, felly ni chafodd ei hagor. Gofynnwch i bwy bynnag a'i hanfonodd beth ydyw.
# review: cy
failure-nothing-heard = Ni chlywyd dim. Gwiriwch fod eich meicroffon ymlaen, yna ceisiwch eto.
# review: cy
failure-play-too-large = Mae'r ffeil yn rhy fawr i'w chwarae yma. Gallwch ei chadw a'i hagor mewn rhaglen arall, os yw eich sefydliad yn caniatáu hynny.
# review: cy
failure-disk = Ni ellir darllen nac ysgrifennu'r ffeil ar y cyfrifiadur hwn. Gwiriwch y ffolder a'r lle ar y ddisg.
# review: cy
failure-signed-out = Bu'n rhaid i Despatch ddechrau eto cyn i hyn gael ei wneud. Rhowch gynnig arall arni.
# review: cy
failure-device-unconfirmed = Nid yw'r ddyfais hon wedi'i chadarnhau eto, felly ni fyddai neb yn cael yr allweddi i'r hyn y mae'n ei anfon. Cadarnhewch hi yn gyntaf: mae'r bar ar y brig yn arwain yno.
# review: cy
failure-identity-changed = Mae hunaniaeth ddigidol rhywun yma wedi newid, neu nid yw un o'u dyfeisiau wedi'i chadarnhau. Gofynnwch iddynt cyn anfon dim.
# review: cy
failure-key-missing = Nid yw ei hallwedd yma, ac nid yw yn storfa eich allweddi. Efallai y daw o hyd. Os na ddaw, gofynnwch i'r sawl a anfonodd y neges ei hanfon eto.
# review: cy
failure-file-exists = Mae rhywbeth o'r enw hwn yno eisoes, ac nid yw Despatch yn ysgrifennu drosto. Dewiswch enw arall.
# review: cy
failure-file-too-large = Mae'r ffeil yn rhy fawr i fod yn ffeil allweddi. Dewiswch un arall.
# review: cy
failure-not-key-file = Nid ffeil allweddi yw hon, neu mae wedi'i difrodi. Dewiswch y ffeil a ysgrifennodd Despatch neu raglen Matrix arall.
# review: cy
failure-wrong-passphrase = Nid yw'r cyfrinymadrodd yn agor y ffeil hon. Gwiriwch ef: mae priflythrennau a llythrennau bach yn cyfrif. Os yw'n gywir, mae'r ffeil wedi'i difrodi.
# review: cy
failure-record-undelivered = Nid yw cofnod y ddyfais hon wedi cyrraedd eich sefydliad eto. Arhoswch wedi'ch cysylltu a rhowch gynnig arall arni ymhen ychydig funudau. Os yw'n parhau, rhowch wybod i'ch desg gymorth.
# review: cy
failure-record-full = Nid oes lle ar ôl i'r cofnod ar y cyfrifiadur hwn, felly ni ellir anfon dim o ystafelloedd sydd ar gofnod. Cysylltwch â rhwydwaith eich sefydliad. Os yw'n parhau, rhowch wybod i'ch desg gymorth.
# review: cy
failure-record-broken = Ni ellir ysgrifennu'r cofnod ar y cyfrifiadur hwn, felly ni ellir anfon dim o ystafelloedd sydd ar gofnod. Gwiriwch y lle ar y ddisg, yna caewch Despatch a'i agor eto. Os yw'n parhau, rhowch wybod i'ch desg gymorth.
# review: cy
failure-already-here = Mae'r cyfrif hwn ar agor yn barod. Dewiswch ef ar frig y ffenestr.
# review: cy
failure-browser-late = Ni wnaethoch orffen yn eich porwr mewn pryd. Ceisiwch eto.
# review: cy
failure-browser-left = Rhoddwyd y gorau i fewngofnodi yn eich porwr. Ceisiwch eto pan fyddwch am wneud.
# review: cy
failure-browser-refused = Ni dderbyniodd eich gweinydd y mewngofnodi o'ch porwr. Efallai iddo gymryd gormod o amser. Ceisiwch eto.
# review: cy
failure-browser-closed = Ni all Despatch agor ffordd yn ôl o'ch porwr ar y cyfrifiadur hwn. Caewch Despatch a'i agor eto. Os yw'n parhau, rhowch wybod i'ch desg gymorth.
# review: cy
failure-browser-absent = Nid oes gan eich gweinydd dudalen fewngofnodi ar gyfer hyn. Mae eich sefydliad yn ei ganiatáu, felly rhowch wybod i'ch desg gymorth.
# review: cy
failure-somebody-else = Mae rhywun arall wedi mewngofnodi yn eich porwr, felly nid oes dim wedi newid yma. Allgofnodwch yno neu dewiswch eich cyfrif eich hun, yna ceisiwch eto.
# review: cy
failure-internal = Gwnaeth Despatch gamgymeriad ei hun. Caewch ef a'i agor eto.

## Llwybrau byr

# review: cy
shortcuts-title = Llwybrau byr y bysellfwrdd
# review: cy
key-jump = Ctrl+K
# review: cy
key-find = Ctrl+F
# review: cy
key-find-all = Ctrl+Shift+F
# review: cy
key-date = Ctrl+G
# review: cy
key-new = Ctrl+N
# review: cy
key-rooms = Alt+I fyny, Alt+I lawr
# review: cy
key-unread = Alt+Shift+I fyny, I lawr
# review: cy
key-page = Page Up, Page Down
# review: cy
key-columns = F6
# review: cy
key-send = Enter
# review: cy
key-line = Shift+Enter
# review: cy
key-edit = I fyny
# review: cy
key-attach = Ctrl+U
# review: cy
key-paste = Ctrl+V
# review: cy
key-speak = Ctrl+R
# review: cy
key-menu = Shift+F10
# review: cy
key-escape = Esc
# review: cy
key-zoom = +, -, 0, 1
# review: cy
key-settings = Ctrl+,
# review: cy
key-list = Ctrl+/
# review: cy
key-lock = Ctrl+L
# review: cy
key-quit = Ctrl+Q
# review: cy
shortcut-jump = Neidio i berson neu ystafell
# review: cy
shortcut-find = Chwilio negeseuon yn yr ystafell hon
# review: cy
shortcut-find-all = Chwilio negeseuon ym mhob ystafell
# review: cy
shortcut-date = Mynd i ddyddiad
# review: cy
shortcut-new = Neges newydd
# review: cy
shortcut-rooms = Yr ystafell flaenorol neu nesaf
# review: cy
shortcut-unread = Yr ystafell flaenorol neu nesaf heb ei darllen
# review: cy
shortcut-page = Sgrolio drwy negeseuon
# review: cy
shortcut-columns = Symud rhwng colofnau
# review: cy
shortcut-send = Anfon y neges
# review: cy
shortcut-line = Dechrau llinell newydd
# review: cy
shortcut-edit = Newid eich neges olaf
# review: cy
shortcut-attach = Atodi ffeiliau
# review: cy
shortcut-paste = Gludo testun, neu anfon llun neu ffeiliau a gopïwyd
# review: cy
shortcut-speak = Recordio neges lais, neu stopio recordio
# review: cy
shortcut-menu = Camau neges
# review: cy
shortcut-escape = Gadael ateb, newid neu gwestiwn
# review: cy
shortcut-zoom = Mwy, llai, maint ffitio neu faint gwirioneddol llun agored
# review: cy
shortcut-settings = Gosodiadau
# review: cy
shortcut-list = Y rhestr hon
# review: cy
shortcut-lock = Cloi Despatch, lle mae eich sefydliad yn gofyn am hynny
# review: cy
shortcut-quit = Cau Despatch

## Ymddiriedaeth: y ddyfais hon, yr allwedd adfer a storfa'r allweddi

# review: cy
due-confirm = Nid yw'r ddyfais hon wedi'i chadarnhau eto, felly ni all ddarllen negeseuon hŷn.
# review: cy
due-key = Nid oes gennych allwedd adfer eto. Hebddi gallech golli eich negeseuon.
# review: cy
due-repair = Mae storfa'r allweddi wedi peidio â gweithio. Bydd eich allwedd adfer yn ei hadfer.
# review: cy
due-check = Nid ydych wedi gwirio eich allwedd adfer eto.
# review: cy
due-open = Gwneud hyn nawr
# review: cy
setup-refused = Ni weithiodd hynny
# review: cy
setup-well = Mae popeth mewn trefn
# review: cy
setup-well-text = Mae'r ddyfais hon wedi'i chadarnhau, ac mae storfa'r allweddi'n cadw'r allweddi i'ch negeseuon.
# review: cy
setup-done = Wedi gorffen
# review: cy
confirm-device = Cadarnhau'r ddyfais hon
# review: cy
confirm-device-text = Nes i chi gadarnhau'r ddyfais hon, ni all ddarllen negeseuon hŷn, ac ni fydd neb yn derbyn yr hyn y mae'n ei anfon.
# review: cy
way-device = Cadarnhau â dyfais arall
# review: cy
way-device-text = Agorwch Despatch ar ddyfais rydych yn ei defnyddio eisoes. Yna bydd y ddwy ddyfais yn dangos yr un saith llun, a byddwch yn eu cymharu.
# review: cy
way-key = Defnyddio'r allwedd adfer
# review: cy
way-key-text = Yr allwedd hir a ysgrifennwyd neu a argraffwyd gennych pan gafodd ei gwneud.
# review: cy
way-neither = Nid oes gennyf yr un
# review: cy
way-no-device = Nid oes gennyf ddyfais arall
# review: cy
way-no-key = Nid yw'r allwedd gennyf
# review: cy
way-neither-closed-text = Gweld pwy all eich helpu.
# review: cy
way-neither-text = Gallwch ddechrau hunaniaeth ddigidol newydd. Yn gyntaf cewch weld beth fyddech yn ei golli.
# review: cy
key-storage = Storfa'r allweddi
# review: cy
storage-unknown = Wrthi'n gofyn i'ch gweinydd sut mae pethau…
# review: cy
storage-on = Ymlaen. Mae'r allweddi i'ch negeseuon yn cael eu cadw'n ddiogel ar eich gweinydd, a dim ond eich allwedd adfer all eu hagor.
# review: cy
storage-off = I ffwrdd. Os collwch y ddyfais hon, byddwch yn colli eich negeseuon.
# review: cy
storage-incomplete = Ddim yn gweithio. Mae ar y ddyfais hon angen eich allwedd adfer.
# review: cy
keyfile-title = Ffeiliau allweddi
# review: cy
keyfile-closed = Penderfynodd eich sefydliad nad yw allweddi'n cael eu cadw mewn ffeiliau.
# review: cy
keyfile-write-closed = Penderfynodd eich sefydliad nad yw allweddi'n cael eu hysgrifennu mewn ffeiliau.
# review: cy
keyfile-read-closed = Penderfynodd eich sefydliad nad yw allweddi'n cael eu cymryd o ffeiliau.
# review: cy
keyfile-write = Ysgrifennu ffeil allweddi
# review: cy
keyfile-read = Darllen ffeil allweddi
# review: cy
keyfile-write-title = Ysgrifennu'r allweddi i'ch negeseuon mewn ffeil
# review: cy
keyfile-read-title = Cymryd allweddi o ffeil
# review: cy
keyfile-write-text = Gyda'r ffeil hon, gall dyfais arall neu raglen arall ddarllen y negeseuon y gallwch chi eu darllen nawr. Nid yw'n agor negeseuon a ddaw'n ddiweddarach.
# review: cy
keyfile-write-danger = Gall pwy bynnag sydd â'r ffeil a'i chyfrinymadrodd ddarllen yr holl negeseuon hynny, am byth, ac ni fyddwch yn sylwi. Peidiwch â'i hanfon at neb, a dilëwch hi pan na fydd ei hangen arnoch mwyach. Mae eich allwedd adfer yn gwneud yr un peth heb ffeil.
# review: cy
keyfile-read-text = Mae negeseuon na all y ddyfais hon eu darllen yn agor os yw eu hallweddi yn y ffeil.
# review: cy
keyfile-read-danger = Ni all neb warantu pwy ysgrifennodd y negeseuon y mae'r allweddi hyn yn eu hagor, ac maent yn cael eu marcio felly. Cymerwch ffeil a ysgrifennoch chi eich hun yn unig.
# review: cy
keyfile-path = Ffeil
# review: cy
keyfile-path-hint = Teipiwch ei ffolder a'i henw.
# review: cy
keyfile-passphrase = Cyfrinymadrodd
# review: cy
keyfile-passphrase-hint = { $count ->
    [zero] O leiaf { $count } nod. Mae pedwar gair neu fwy nad oes a wnelont ddim â'i gilydd yn dda.
    [one] O leiaf { $count } nod. Mae pedwar gair neu fwy nad oes a wnelont ddim â'i gilydd yn dda.
    [two] O leiaf { $count } nod. Mae pedwar gair neu fwy nad oes a wnelont ddim â'i gilydd yn dda.
    [few] O leiaf { $count } nod. Mae pedwar gair neu fwy nad oes a wnelont ddim â'i gilydd yn dda.
    [many] O leiaf { $count } nod. Mae pedwar gair neu fwy nad oes a wnelont ddim â'i gilydd yn dda.
   *[other] O leiaf { $count } nod. Mae pedwar gair neu fwy nad oes a wnelont ddim â'i gilydd yn dda.
}
# review: cy
keyfile-passphrase-show = Dangos y cyfrinymadrodd
# review: cy
keyfile-passphrase-hide = Cuddio'r cyfrinymadrodd
# review: cy
keyfile-again = Y cyfrinymadrodd unwaith eto
# review: cy
keyfile-differ = Nid yr un cyfrinymadrodd yw hwn. Teipiwch y ddau eto.
# review: cy
strength-short = { $count ->
    [zero] Rhy fyr. Mae arno angen o leiaf { $count } nod.
    [one] Rhy fyr. Mae arno angen o leiaf { $count } nod.
    [two] Rhy fyr. Mae arno angen o leiaf { $count } nod.
    [few] Rhy fyr. Mae arno angen o leiaf { $count } nod.
    [many] Rhy fyr. Mae arno angen o leiaf { $count } nod.
   *[other] Rhy fyr. Mae arno angen o leiaf { $count } nod.
}
# review: cy
strength-weak = Gwan. Mae'n defnyddio'r un ychydig nodau dro ar ôl tro.
# review: cy
strength-fair = Digon hir. Mae mwy o eiriau'n ei wneud yn gryfach.
# review: cy
strength-strong = Cryf, os na all neb ei ddyfalu o'r hyn y maent yn ei wybod amdanoch.
# review: cy
keyfile-written = { $count ->
    [zero] Mae { $count } allwedd yn y ffeil
    [one] Mae { $count } allwedd yn y ffeil
    [two] Mae { $count } allwedd yn y ffeil
    [few] Mae { $count } allwedd yn y ffeil
    [many] Mae { $count } allwedd yn y ffeil
   *[other] Mae { $count } allwedd yn y ffeil
}
# review: cy
keyfile-written-text = Cadwch y cyfrinymadrodd ar wahân i'r ffeil.
# review: cy
keyfile-taken = { $count ->
    [zero] Roedd { $count } allwedd yn y ffeil
    [one] Roedd { $count } allwedd yn y ffeil
    [two] Roedd { $count } allwedd yn y ffeil
    [few] Roedd { $count } allwedd yn y ffeil
    [many] Roedd { $count } allwedd yn y ffeil
   *[other] Roedd { $count } allwedd yn y ffeil
}
# review: cy
keyfile-taken-text = { $count ->
    [0] Nid oedd yr un ohonynt yn newydd yma.
    [zero] Roedd { $count } ohonynt yn newydd yma.
    [one] Roedd { $count } ohonynt yn newydd yma.
    [two] Roedd { $count } ohonynt yn newydd yma.
    [few] Roedd { $count } ohonynt yn newydd yma.
    [many] Roedd { $count } ohonynt yn newydd yma.
   *[other] Roedd { $count } ohonynt yn newydd yma.
}
# review: cy
repair-title = Adfer storfa'r allweddi
# review: cy
repair-text = Mae storfa'r allweddi'n cadw'r allweddi i'ch negeseuon ar eich gweinydd, er mwyn i ddyfais newydd allu eu darllen. Ni all y ddyfais hon ei defnyddio ar hyn o bryd.
# review: cy
recovery-key = Allwedd adfer
# review: cy
recovery-key-show = Dangos yr allwedd adfer
# review: cy
recovery-key-hide = Cuddio'r allwedd adfer
# review: cy
key-make = Gwneud allwedd adfer
# review: cy
key-make-text = Os collwch y ddyfais hon, mae allwedd adfer yn gadael i chi ddarllen eich negeseuon eto ar un newydd. Cewch hi unwaith, nawr, a'i chadw ar bapur mewn lle diogel.
# review: cy
key-required = Mae eich sefydliad yn gofyn i bawb gael allwedd adfer.
# review: cy
key-later = Yn nes ymlaen
# review: cy
key-later-text = Gallwch wneud un unrhyw bryd, yn y gosodiadau.
# review: cy
key-make-new = Gwneud allwedd adfer newydd
# review: cy
key-make-new-text = Os nad yw'r hen un gennych mwyach. Bydd yr hen un wedyn yn peidio â gweithio.
# review: cy
key-change = Newid yr allwedd adfer
# review: cy
key-change-text = Cewch allwedd adfer newydd. Bydd yr hen un wedyn yn peidio â gweithio, felly gallwch ei thaflu.
# review: cy
key-enter = Rhoi'r allwedd adfer
# review: cy
key-enter-title = Rhowch eich allwedd adfer
# review: cy
key-enter-text = Teipiwch yr allwedd fel yr ysgrifennoch hi. Mae llythrennau mawr a bach yn cyfrif; nid oes ots am fylchau.
# review: cy
key-enter-hint = Deuddeg grŵp o bedair llythyren a rhif
# review: cy
key-enter-submit = Defnyddio'r allwedd hon
# review: cy
key-title = Dyma eich allwedd adfer
# review: cy
key-keep = Argraffwch hi neu ysgrifennwch hi nawr. Ar ôl i chi ei gwirio, ni allwch ei gweld eto.
# review: cy
key-where = Cadwch hi mewn lle diogel, fel drôr dan glo, ac nid ar y cyfrifiadur hwn. Gall pwy bynnag sydd â hi ddarllen eich negeseuon. Ni fydd neb gonest byth yn gofyn i chi amdani.
# review: cy
key-copied = Wedi'i chopïo. Gludwch hi lle byddwch yn ei hargraffu. Bydd Despatch yn ei chlirio o'r clipfwrdd ar ôl munud, neu pan adewch y dudalen hon.
# review: cy
key-cleared = Nid yw'r allwedd ar y clipfwrdd mwyach.
# review: cy
key-written = Rwyf wedi'i hysgrifennu
# review: cy
key-check-title = Gwirio eich allwedd adfer
# review: cy
key-check-text = Edrychwch ar yr hyn a ysgrifennoch, a theipiwch y tri grŵp hyn ohoni.
# review: cy
key-group = Grŵp { $number } (yn llinell { $line })
# review: cy
key-group-wrong = Nid yw grŵp { $number } yn gywir. Edrychwch arno eto: mae llythrennau mawr a bach yn cyfrif.
# review: cy
key-check = Gwirio
# review: cy
key-again = Dangos yr allwedd eto
# review: cy
reset-title = Dechrau hunaniaeth ddigidol newydd
# review: cy
reset-text = Dyma'r ffordd olaf, pan nad oes gennych ddyfais arall nac allwedd adfer. Bydd eich cyfrif yn aros, a'ch ystafelloedd hefyd. Caiff pobl sydd wedi'ch dilysu wybod bod eich hunaniaeth ddigidol wedi newid.
# review: cy
reset-closed-title = Cael help gan eich desg gymorth
# review: cy
reset-closed = Gallwch barhau i ddarllen yr hyn y gall y ddyfais hon ei ddarllen. Nid oes dim yn cael ei golli wrth i chi aros.
# review: cy
reset-password = Yr un rydych yn mewngofnodi â hi
# review: cy
reset = Dechrau hunaniaeth ddigidol newydd
# review: cy
loss-title = Beth fyddech yn ei golli
# review: cy
loss-loading = Wrthi'n edrych drwy eich ystafelloedd…
# review: cy
loss-none = Ni fyddai dim ar y cyfrifiadur hwn yn cael ei golli.
# review: cy
loss-older = Gall negeseuon hŷn sydd ar y gweinydd yn unig gael eu colli hefyd.
# review: cy
loss-count = { $count ->
    [zero] negeseuon na allwch eu darllen yma eto: { $count }
    [one] negeseuon na allwch eu darllen yma eto: { $count }
    [two] negeseuon na allwch eu darllen yma eto: { $count }
    [few] negeseuon na allwch eu darllen yma eto: { $count }
    [many] negeseuon na allwch eu darllen yma eto: { $count }
   *[other] negeseuon na allwch eu darllen yma eto: { $count }
}
# review: cy
failure-wrong-key = Nid hon yw eich allwedd adfer. Gwiriwch bob grŵp; mae llythrennau mawr a bach yn cyfrif. Yna ceisiwch eto.
# review: cy
failure-holds-key = Mae eich testun yn cynnwys allwedd adfer, felly ataliodd Despatch ef. Gall pwy bynnag sydd â'r allwedd honno ddarllen eich holl negeseuon. Ni fydd neb gonest byth yn gofyn i chi amdani, dim hyd yn oed y ddesg gymorth. Os gwnaeth rhywun, rhowch wybod am hynny.
# review: cy
failure-holds-code = Mae eich testun yn edrych fel cod mewngofnodi, felly ataliodd Despatch ef. Gall pwy bynnag sydd â'r cod hwnnw weithredu yn eich enw chi. Ni fydd neb gonest byth yn gofyn i chi am un, dim hyd yn oed y ddesg gymorth.
# review: cy
send-anyway = Nid cod ydyw: anfonwch ef

## Ymddiriedaeth: cymharu â dyfais arall

# review: cy
device-other = eich dyfais arall
# review: cy
confirm-title-own = Cadarnhau â dyfais arall
# review: cy
confirm-title = Dilysu { $name }
# review: cy
confirm-waiting-own = Edrychwch ar eich dyfais arall. Mae'n gofyn a ddylid cadarnhau'r un hon, sydd â'r ID { $id }. Cytunwch yno.
# review: cy
confirm-waiting = Gofynnwyd i { $name }. Ffoniwch nhw, neu ewch i'w gweld: pan fyddant yn ateb, bydd y ddwy sgrin yn dweud beth i'w wneud.
# review: cy
confirm-starting = Cytunodd y ddwy ochr. Bydd yn mynd ymlaen mewn eiliad.
# review: cy
confirm-matched = Nawr mae'n rhaid i { $name } ddweud hynny hefyd.
# review: cy
confirm-matched-own = Nawr dywedwch hynny ar eich dyfais arall hefyd: { $name }.
# review: cy
compare-title = Ydych chi'ch dau'n gweld yr un peth?
# review: cy
compare-own = Edrychwch ar eich dyfais arall: { $name }. Rhaid iddi ddangos yr un peth ag yma, yn yr un drefn.
# review: cy
compare-person = Gofynnwch i { $name } beth maent yn ei weld, wyneb yn wyneb neu ar alwad. Rhaid iddo fod yr un peth ag yma, yn yr un drefn.
# review: cy
compare-sure = Os nad ydych yn siŵr, dywedwch nad ydynt yn cyfateb.
# review: cy
compare-place = { $place } o { $total }: { $name }
# review: cy
compare-match = Maent yn cyfateb
# review: cy
compare-differ = Nid ydynt yn cyfateb
# review: cy
codes-instead = Defnyddio cod QR yn lle hynny
# review: cy
codes-show-own = Agorwch { $name } a phwyntio'r camera sydd arni at y cod hwn.
# review: cy
codes-show = Gofynnwch i { $name } bwyntio camera eu dyfais at y cod hwn.
# review: cy
codes-picture = Cod QR ar gyfer camera'r ddyfais arall
# review: cy
codes-read-text = Gallwch ddarllen cod { $name }. Bydd sgrinlun neu ffotograff o'r sgrin honno yn gwneud y tro.
# review: cy
codes-path = Ble mae'r llun
# review: cy
codes-path-hint = Gollyngwch y llun ar y ffenestr hon, neu teipiwch ei ffolder a'i enw.
# review: cy
codes-read = Darllen eu cod o lun
# review: cy
codes-unread = Ni chafwyd hyd i god y cadarnhad hwn yn y llun hwnnw
# review: cy
codes-unread-text = Gwnewch yn siŵr bod y sgrin arall yn dal i ddangos ei chod, a bod y cod cyfan yn y llun ac yn glir. Yna tynnwch lun arall.
# review: cy
codes-emoji = Cymharu emoji yn lle hynny
# review: cy
codes-matched = Mae'r ddyfais hon wedi darllen y cod. Dywedwch wrth { $name } fod hyn wedi gweithio.
# review: cy
codes-matched-own = Mae'r ddyfais hon wedi darllen y cod. Nawr dywedwch ar { $name } fod hyn wedi gweithio.
# review: cy
codes-title = A yw'r ddyfais arall yn dweud bod hyn wedi gweithio?
# review: cy
codes-check-own = Edrychwch ar eich dyfais arall: { $name }. Rhaid iddi ddweud ei bod wedi darllen y cod.
# review: cy
codes-check = Gofynnwch i { $name }, wyneb yn wyneb neu ar alwad. Rhaid i'w dyfais ddweud ei bod wedi darllen y cod.
# review: cy
codes-sure = Os nad ydych yn siŵr, dywedwch na.
# review: cy
codes-yes = Ydy, fe weithiodd
# review: cy
codes-no = Na, ni weithiodd
# review: cy
confirm-done = Wedi'i gadarnhau
# review: cy
confirm-done-own = Mae'r ddyfais hon a { $name } wedi cadarnhau ei gilydd.
# review: cy
confirm-done-person = Mae { $name } wedi'i ddilysu. Os bydd eu hunaniaeth ddigidol byth yn newid, bydd Despatch yn dweud wrthych cyn anfon dim.
# review: cy
confirm-ended = Ni chadarnhawyd dim
# review: cy
confirm-elsewhere = Aethoch ymlaen ar ddyfais arall
# review: cy
confirm-danger = Gall fod rhywun yn y canol
# review: cy
confirm-ended-here = Chi a'i stopiodd. Gallwch ddechrau eto unrhyw bryd.
# review: cy
confirm-ended-there = Yr ochr arall a'i stopiodd. Gofynnwch iddynt, yna ceisiwch eto.
# review: cy
confirm-ended-there-own = Cafodd ei stopio ar eich dyfais arall. Ewch at y ddyfais honno, yna ceisiwch eto.
# review: cy
confirm-ended-timed-out = Nid atebodd neb am ddeng munud. Gwnewch yn siŵr bod yr ochr arall yno, yna ceisiwch eto.
# review: cy
confirm-ended-timed-out-own = Nid atebodd neb am ddeng munud. Agorwch Despatch ar eich dyfais arall, yna ceisiwch eto.
# review: cy
confirm-ended-mismatch = Ni chytunodd y ddwy ochr, felly gall fod rhywun yn darllen yr hyn sy'n mynd rhyngddynt. Peidiwch ag anfon dim cyfrinachol nes i'r ddesg gymorth edrych ar hyn.
# review: cy
confirm-ended-elsewhere = Aethoch ymlaen â hyn ar ddyfais arall o'ch eiddo. Nid oes dim ar ôl i'w wneud yma.
# review: cy
confirm-ended-failed = Aeth rhywbeth o'i le ar y ffordd. Ceisiwch eto. Os bydd yn digwydd eto, caewch Despatch ar y ddwy ochr a'i agor unwaith eto.
# review: cy
request = Mae { $name } ({ $id }) yn gofyn i chi gymharu lluniau
# review: cy
request-nameless = Mae { $id } yn gofyn i chi gymharu lluniau
# review: cy
request-text = Gwnewch hyn pan fyddwch gyda'ch gilydd neu ar alwad â nhw. Yna bydd y ddau ohonoch yn gwybod at bwy rydych yn ysgrifennu.
# review: cy
request-own = Mae eich dyfais { $name } yn gofyn am gael ei chadarnhau
# review: cy
request-own-text = Ewch ymlaen dim ond os ydych newydd fewngofnodi yno eich hun.
# review: cy
request-accept = Cymharu nawr
# review: cy
request-decline = Nid nawr

## Sut mae ystafell yn cael ei rhedeg

# review: cy
rename = Newid yr enw
# review: cy
rename-title = Enw'r ystafell
# review: cy
topic-change = Newid y pwnc
# review: cy
topic-title = Pwnc yr ystafell
# review: cy
topic-hint = Beth yw pwrpas yr ystafell. Gallwch ei adael yn wag.
# review: cy
topic = Pwnc
# review: cy
describe-seen = Mae pawb yn yr ystafell yn ei weld. Nid yw wedi'i amgryptio: gall gweinyddion yr adrannau ei ddarllen.
# review: cy
room-settings = Gosodiadau'r ystafell hon
# review: cy
access = Pwy gaiff ymuno
# review: cy
access-invited = Pobl sy'n cael eu gwahodd
# review: cy
access-knock = Pobl sy'n gofyn, pan fydd rhywun yma'n eu gadael i mewn
# review: cy
access-space = Pawb yn y gofod y mae'r ystafell hon yn perthyn iddo
# review: cy
access-anybody = Pawb o'r adrannau cymeradwy
# review: cy
access-other = Fel y mae rhaglen arall wedi'i osod
# review: cy
history = Beth gaiff pobl sy'n ymuno yn nes ymlaen ei ddarllen
# review: cy
history-joined = Yr hyn a ysgrifennir ar ôl iddynt ymuno
# review: cy
history-invited = Yr hyn a ysgrifennir ar ôl iddynt gael eu gwahodd
# review: cy
history-beginning = Popeth o'r dechrau
# review: cy
history-world = Popeth, a phobl nad ydynt yn yr ystafell hefyd
# review: cy
setting-locked = “{ $what }”: { $why }
# review: cy
member-administrator = gweinyddwr
# review: cy
role-administrator = Gwneud yn weinyddwr
# review: cy
role-moderator = Gwneud yn gymedrolwr
# review: cy
role-member = Gwneud yn aelod cyffredin
# review: cy
role-administrator-title = Gwneud { $name } yn weinyddwr?
# review: cy
role-administrator-text = Gallant wneud popeth yma y gallwch chi ei wneud. Ni allwch ei gymryd yn ôl; dim ond nhw all roi'r gorau iddo.
# review: cy
role-moderator-title = Gwneud { $name } yn gymedrolwr?
# review: cy
role-moderator-text = Gall cymedrolwyr dynnu pobl a negeseuon, a newid yr enw a'r pwnc.
# review: cy
role-member-title = Gwneud { $name } yn aelod cyffredin?
# review: cy
role-member-text = Ni allant ofalu am yr ystafell hon wedyn.
# review: cy
role-own-title = Rhoi'r gorau i'r hyn y cewch ei benderfynu yma?
# review: cy
role-own-text = Ni allwch ei roi yn ôl i chi'ch hun. Rhaid i rywun arall wneud.
# review: cy
role-confirm = Newid y rôl
# review: cy
sole-title = Chi yw'r unig weinyddwr
# review: cy
sole-demoted = Wedyn ni all neb newid gosodiadau'r ystafell hon na dewis gweinyddwyr eraill, byth. Gwnewch rywun arall yn weinyddwr yn gyntaf.
# review: cy
leave-text-sole = Chi yw'r unig weinyddwr. Pan fyddwch yn gadael, ni all neb newid gosodiadau'r ystafell hon na dewis gweinyddwyr eraill, byth: gwnewch rywun arall yn weinyddwr yn gyntaf. Ni fyddwch yn cael negeseuon o'r ystafell hon mwyach, ac i ddod yn ôl, mae'n rhaid i rywun eich gwahodd.
# review: cy
ban = Gwahardd
# review: cy
ban-title = Gwahardd { $name }?
# review: cy
ban-text = Cânt eu tynnu ac ni allant ddod yn ôl, hyd yn oed os cânt eu gwahodd, nes i rywun godi'r gwaharddiad.
# review: cy
unban = Codi'r gwaharddiad
# review: cy
banned = Pobl sydd wedi'u gwahardd
# review: cy
banned-count = Gwaharddwyd ({ $count })
# review: cy
remove-reason = Rheswm
# review: cy
remove-reason-hint = Gallant hwy a phawb yma ei ddarllen, a'r gweinyddion hefyd. Gallwch ei adael yn wag.
# review: cy
knocks = Pobl sy'n gofyn am gael dod i mewn
# review: cy
knocks-count = Yn gofyn am ymuno ({ $count })
# review: cy
knock-admit = Gadael i mewn

## Anwybyddu ac adrodd

# review: cy
ignore = Anwybyddu
# review: cy
ignore-stop = Rhoi'r gorau i anwybyddu
# review: cy
ignore-text = Os byddwch yn anwybyddu { $name }, ni fyddwch yn gweld yr hyn y maent yn ei ysgrifennu, ar unrhyw un o'ch dyfeisiau. Ni ddywedir wrthynt.
# review: cy
ignore-text-on = Rydych yn anwybyddu { $name }: nid ydych yn gweld yr hyn y maent yn ei ysgrifennu. Ni ddywedir wrthynt.
# review: cy
ignored-title = Pobl rydych yn eu hanwybyddu
# review: cy
ignored-text = Nid ydych yn gweld yr hyn y maent yn ei ysgrifennu, ar unrhyw un o'ch dyfeisiau. Lle mae eich sefydliad yn cadw cofnod, mae'n mynd ar gofnod yr un fath.
# review: cy
ignored-none = Nid ydych yn anwybyddu neb.
# review: cy
member-ignored = wedi'i anwybyddu
# review: cy
refused-ignore = Mae'r bobl rydych yn eu hanwybyddu yr un fath ag o'r blaen
# review: cy
report-message = Adrodd am y neges hon
# review: cy
report-room = Adrodd am yr ystafell hon
# review: cy
report-person = Adrodd am y person hwn
# review: cy
report-seen = Pwy sy'n cael yr adroddiad, a beth maent yn ei weld
# review: cy
report-message-seen = Mae'n mynd at weinyddwyr gweinydd eich adran. Maent yn gweld pwy sy'n adrodd, pa neges ym mha ystafell, pwy a'i hysgrifennodd a'r hyn rydych yn ei deipio yma. Ni allant ddarllen y neges ei hun, am ei bod wedi'i hamgryptio: dywedwch beth mae'n ei ddweud, cyn belled ag y mae angen iddynt wybod.
# review: cy
report-room-seen = Mae'n mynd at weinyddwyr gweinydd eich adran. Maent yn gweld pwy sy'n adrodd, pa ystafell, ei henw a phwy sydd ynddi, a'r hyn rydych yn ei deipio yma. Ni allant ddarllen negeseuon wedi'u hamgryptio.
# review: cy
report-person-seen = Mae'n mynd at weinyddwyr gweinydd eich adran chi, nid eu hadran nhw. Maent yn gweld pwy sy'n adrodd, am bwy, a'r hyn rydych yn ei deipio yma. Ni allant ddarllen negeseuon wedi'u hamgryptio. Gall gweinydd gadw adroddiadau am ei bobl ei hun yn unig: am rywun o adran arall, adroddwch am neges.
# review: cy
report-reason = Rheswm
# review: cy
report-reason-hint = Beth ddigwyddodd. Nid yw wedi'i amgryptio.
# review: cy
report-confirm = Anfon yr adroddiad
# review: cy
reported = Anfonwyd yr adroddiad
# review: cy
reported-text = Gweinyddwyr gweinydd eich adran sy'n penderfynu beth i'w wneud.

## Dod o hyd i ystafelloedd

# review: cy
browse = Dod o hyd i ystafell
# review: cy
browse-where = Ble i chwilio
# review: cy
browse-words = Enw neu bwnc
# review: cy
browse-looking = Yn gofyn am ystafelloedd…
# review: cy
browse-none = Nid oes ystafelloedd wedi'u rhestru yma.
# review: cy
browse-count = Ystafelloedd: { $count }
# review: cy
browse-more = Dangos mwy
# review: cy
browse-failed = Ni ellid cael y rhestr
# review: cy
browse-refused = Nid ydych yn yr ystafell
# review: cy
browse-in = Rydych ynddi
# review: cy
browse-invited = Rydych wedi'ch gwahodd
# review: cy
browse-open = Dangos
# review: cy
browse-closed = Mae pobl yn dod i mewn trwy wahoddiad.
# review: cy
space = Gofod
# review: cy
knock = Gofyn am ymuno
# review: cy
knock-title = Gofyn am ymuno â “{ $name }”
# review: cy
knock-text = Rhaid i rywun yn yr ystafell eich gadael i mewn. Tan hynny gallwch ei dynnu'n ôl.
# review: cy
knock-message = Neges
# review: cy
knock-message-hint = Pwy ydych chi a pham rydych am ymuno. Gall pawb yn yr ystafell ei ddarllen, a'r gweinyddion hefyd. Gallwch ei adael yn wag.
# review: cy
knock-waits = Gofynasoch am ymuno
# review: cy
knock-waits-text = Rhaid i rywun yn yr ystafell eich gadael i mewn. Byddwch wedyn yn cael gwahoddiad.
# review: cy
knock-withdraw = Ei dynnu'n ôl
# review: cy
knock-withdraw-title = Tynnu'n ôl eich bod wedi gofyn am ymuno â “{ $name }”?
# review: cy
knock-withdraw-text = Gallwch ofyn eto.
# review: cy
knocks-mark = Yn gofyn: { $count }
# review: cy
listed = Yn y rhestr ystafelloedd
# review: cy
listed-hint = Mae pobl nad ydynt ynddi yn dod o hyd iddi dan “Dod o hyd i ystafell”, gyda'i henw, ei phwnc a faint o bobl sydd ynddi.

## Gofodau

# review: cy
spaces-show = Dangos ystafelloedd
# review: cy
spaces-all = Pob ystafell
# review: cy
space-unread = { $name } ({ $count } heb eu darllen)
# review: cy
space-show = Dangos y gofod
# review: cy
new-space = Gofod newydd
# review: cy
new-space-confirm = Creu'r gofod
# review: cy
space-name = Enw'r gofod
# review: cy
space-name-hint = Adran, is-adran, prosiect. Mae gofod yn dal ystafelloedd; nid oes neb yn ysgrifennu ynddo. Nid yw ei enw wedi'i amgryptio.
# review: cy
space-loading = Yn gofyn beth mae'r gofod yn ei ddal…
# review: cy
space-empty = Nid oes ystafelloedd yn y gofod hwn eto.
# review: cy
space-rooms = Ystafelloedd yn y gofod hwn
# review: cy
space-failed = Ni ellid cael y gofod i gyd
# review: cy
space-suggested = wedi'i awgrymu
# review: cy
space-fill = Dewis ystafelloedd
# review: cy
space-fill-text = Mae pawb yn y gofod yn gweld enwau'r ystafelloedd hyn. Mae angen ffordd i mewn arnynt o hyd.
# review: cy
space-fill-none = Nid ydych mewn unrhyw ystafell y gellid ei rhoi yma.
# review: cy
space-inner = Gofod newydd yma
# review: cy
space-take-out = Tynnu allan
# review: cy
space-leave = Gadael y gofod
# review: cy
refused-arrange = Mae'r gofod yn aros fel yr oedd

## Eich enw a'ch llun

# review: cy
profile-title = Eich enw a'ch llun
# review: cy
profile-text = Mae pawb rydych yn rhannu ystafelloedd â nhw yn eu gweld. Nid ydynt wedi'u hamgryptio: mae gan weinyddion yr adrannau nhw hefyd. Caiff yr hyn y mae llun yn ei ddweud am ble y cafodd ei dynnu ei ddileu.
# review: cy
profile-name = Enw
# review: cy
profile-save = Cadw'r enw
# review: cy
profile-picture = Dewis llun
# review: cy
profile-picture-take = Defnyddio'r llun hwn
# review: cy
profile-picture-remove = Tynnu'r llun
# review: cy
room-picture = Dewis llun i'r ystafell

## Ymddiriedaeth: pobl

# review: cy
verify = Dilysu
# review: cy
verify-again = Dilysu eto
# review: cy
withdraw = Tynnu'r dilysiad yn ôl
# review: cy
changed = Mae hunaniaeth ddigidol { $name } wedi newid
# review: cy
changed-text = Mae hyn yn digwydd pan fydd rhywun yn dechrau eto ar ddyfais newydd, neu pan fydd rhywun arall yn esgus bod yn nhw. Gofynnwch iddynt dros y ffôn neu wyneb yn wyneb. Os nhw oedd yno, derbyniwch hi neu dilyswch nhw.
# review: cy
changed-verified = Mae hunaniaeth ddigidol { $name } wedi newid ers i chi eu dilysu
# review: cy
changed-verified-text = Ni chaiff dim ei anfon lle gallant ei ddarllen nes i chi benderfynu. Gofynnwch iddynt dros y ffôn neu wyneb yn wyneb, yna dilyswch nhw eto. Os na allwch, tynnwch y dilysiad yn ôl: yna ni fyddwch yn gwybod yn sicr mwyach pwy sy'n darllen yr hyn rydych yn ei ysgrifennu.
# review: cy
changed-held = Ni chafodd eich neges ei hanfon; mae'n dal i fod isod.
# review: cy
changed-others = { $count ->
    [zero] Wedi hynny, pobl eraill y mae eu hunaniaeth ddigidol wedi newid: { $count }.
    [one] Wedi hynny, pobl eraill y mae eu hunaniaeth ddigidol wedi newid: { $count }.
    [two] Wedi hynny, pobl eraill y mae eu hunaniaeth ddigidol wedi newid: { $count }.
    [few] Wedi hynny, pobl eraill y mae eu hunaniaeth ddigidol wedi newid: { $count }.
    [many] Wedi hynny, pobl eraill y mae eu hunaniaeth ddigidol wedi newid: { $count }.
   *[other] Wedi hynny, pobl eraill y mae eu hunaniaeth ddigidol wedi newid: { $count }.
}
# review: cy
presence-unverified = { $count ->
    [zero] heb eu dilysu: { $count }
    [one] heb eu dilysu: { $count }
    [two] heb eu dilysu: { $count }
    [few] heb eu dilysu: { $count }
    [many] heb eu dilysu: { $count }
   *[other] heb eu dilysu: { $count }
}
# review: cy
newcomers = Newydd ers i chi ysgrifennu yma ddiwethaf: { $names }
# review: cy
newcomers-more = { $count ->
    [zero] Newydd ers i chi ysgrifennu yma ddiwethaf: { $names }
    [one] Newydd ers i chi ysgrifennu yma ddiwethaf: { $names } a { $count } arall
    [two] Newydd ers i chi ysgrifennu yma ddiwethaf: { $names } a { $count } arall
    [few] Newydd ers i chi ysgrifennu yma ddiwethaf: { $names } a { $count } arall
    [many] Newydd ers i chi ysgrifennu yma ddiwethaf: { $names } a { $count } arall
   *[other] Newydd ers i chi ysgrifennu yma ddiwethaf: { $names } a { $count } arall
}
# review: cy
refused-accept-identity = Ni chafodd yr hunaniaeth ddigidol ei derbyn
# review: cy
refused-verify = Nid oedd modd gofyn i'r person gymharu
# review: cy
refused-withdraw = Ni chafodd y dilysiad ei dynnu'n ôl
# review: cy
person-show = Dangos manylion
# review: cy
person-title = Person
# review: cy
person-loading = Wrthi'n gofyn am eu hunaniaeth ddigidol…
# review: cy
person-missing = Nid oedd modd gweld hunaniaeth ddigidol y person hwn
# review: cy
person-devices = Eu dyfeisiau
# review: cy
person-confirmed = { $count ->
    [zero] Dyfeisiau wedi'u cadarnhau: { $count }
    [one] Dyfeisiau wedi'u cadarnhau: { $count }
    [two] Dyfeisiau wedi'u cadarnhau: { $count }
    [few] Dyfeisiau wedi'u cadarnhau: { $count }
    [many] Dyfeisiau wedi'u cadarnhau: { $count }
   *[other] Dyfeisiau wedi'u cadarnhau: { $count }
}
# review: cy
person-unconfirmed = { $count ->
    [zero] Dyfeisiau heb eu cadarnhau, na allant ddarllen yr hyn rydych yn ei ysgrifennu: { $count }
    [one] Dyfeisiau heb eu cadarnhau, na allant ddarllen yr hyn rydych yn ei ysgrifennu: { $count }
    [two] Dyfeisiau heb eu cadarnhau, na allant ddarllen yr hyn rydych yn ei ysgrifennu: { $count }
    [few] Dyfeisiau heb eu cadarnhau, na allant ddarllen yr hyn rydych yn ei ysgrifennu: { $count }
    [many] Dyfeisiau heb eu cadarnhau, na allant ddarllen yr hyn rydych yn ei ysgrifennu: { $count }
   *[other] Dyfeisiau heb eu cadarnhau, na allant ddarllen yr hyn rydych yn ei ysgrifennu: { $count }
}
# review: cy
member-verified = wedi'i ddilysu
# review: cy
identity-none = Dim hunaniaeth ddigidol eto
# review: cy
identity-none-text = Nid yw'r person hwn wedi gorffen gosod, felly ni all ddarllen negeseuon wedi'u hamgryptio. Gofynnwch iddo agor Despatch a gorffen.
# review: cy
identity-unverified = Heb ei ddilysu
# review: cy
identity-unverified-text = Nid ydych wedi cymharu â'r person hwn eto. I fod yn siŵr mai nhw sydd yno, dilyswch nhw wyneb yn wyneb neu ar alwad.
# review: cy
identity-verified = Wedi'i ddilysu
# review: cy
identity-verified-text = Rydych wedi cymharu â'r person hwn, ac mae eu hunaniaeth ddigidol yr un fath o hyd.

## Ymddiriedaeth: dyfeisiau

# review: cy
devices-title = Eich dyfeisiau
# review: cy
devices-show = Dangos eich dyfeisiau
# review: cy
devices-text = Pob man rydych wedi mewngofnodi. Os nad ydych yn adnabod dyfais, allgofnodwch hi.
# review: cy
devices-loading = Wrthi'n gofyn am eich dyfeisiau…
# review: cy
devices-sign-out-others = Allgofnodi pob dyfais arall
# review: cy
device-this = Y ddyfais hon
# review: cy
device-id = ID { $id }
# review: cy
device-named = “{ $name }” (ID { $id })
# review: cy
device-confirmed = Wedi'i chadarnhau
# review: cy
device-unconfirmed = Heb ei chadarnhau
# review: cy
device-without = Ddim yn darllen negeseuon wedi'u hamgryptio
# review: cy
device-seen = Gwelwyd ddiwethaf: { $when }
# review: cy
device-never-seen = Gwelwyd ddiwethaf: anhysbys
# review: cy
device-confirm = Cadarnhau
# review: cy
device-rename = Ailenwi
# review: cy
device-name = Enw newydd
# review: cy
device-name-hint = Gall pawb rydych yn ysgrifennu atynt ei weld
# review: cy
device-sign-out-title = Allgofnodi dyfais arall?
# review: cy
device-sign-out-text = Ni all dyfais sydd wedi'i hallgofnodi ddarllen nac anfon dim mwyach. Rhowch gyfrinair eich cyfrif i fynd ymlaen.
# review: cy
stranger = Mewngofnodiad newydd: { $name }. Ai chi oedd yno?
# review: cy
stranger-text = Mae rhywun newydd fewngofnodi i'ch cyfrif ar ddyfais arall. Ei ID yw { $id }.
# review: cy
stranger-yes = Ie
# review: cy
stranger-confirm = Ie, cadarnhau
# review: cy
stranger-no = Nid fi oedd yno
# review: cy
stranger-title = Allgofnodi dyfais nad ydych yn ei hadnabod
# review: cy
stranger-gone = Mae'r ddyfais wedi'i hallgofnodi. Nawr newidiwch eich cyfrinair
# review: cy
stranger-advice = Mae pwy bynnag oedd yno'n gwybod eich cyfrinair. Newidiwch ef lle byddwch yn gwneud hynny fel arfer, yna dywedwch beth ddigwyddodd.

## The record of official messages

# review: cy
record-title = Y cofnod
# review: cy
record-means = Mae rhai ystafelloedd ar gofnod: mae'r hyn a ddywedir yno yn cael ei gadw ar gyfer eich sefydliad, dan sêl fel mai dim ond ei swyddogion cofnodion sy'n gallu ei agor. Mae hynny'n cael ei nodi uwchben ystafell o'r fath.
# review: cy
record-kept = Mae cofnod y ddyfais hon wedi cyrraedd eich sefydliad.
# review: cy
record-waiting = Mae'r cofnod yn aros ar y cyfrifiadur hwn, am na ellir cyrraedd y lle y mae'n mynd iddo. Does dim yn cael ei golli, a does dim i chi ei wneud.
# review: cy
record-full = Mae cymaint o'r cofnod yn aros ar y cyfrifiadur hwn fel na ellir cadw dim mwy. Mae ystafelloedd sydd ar gofnod yn aros nes iddo gyrraedd eich sefydliad. Cysylltwch â rhwydwaith eich sefydliad, neu rhowch wybod i'ch desg gymorth.
# review: cy
record-stuck = Ni ellir anfon y cofnod fel y mae wedi'i osod. Mae'n aros ar y cyfrifiadur hwn, a does dim yn cael ei golli. Rhowch wybod i'ch desg gymorth.
# review: cy
record-broken = Ni ellir ysgrifennu'r cofnod ar y cyfrifiadur hwn, felly mae ystafelloedd sydd ar gofnod yn aros. Gwiriwch y lle ar y ddisg, yna caewch Despatch a'i agor eto. Os yw'n parhau, rhowch wybod i'ch desg gymorth.
# review: cy
record-bar-full = Mae ystafelloedd sydd ar gofnod yn aros: mae cymaint o'r cofnod yn disgwyl fel na ellir cadw dim mwy.
# review: cy
record-bar-stuck = Ni ellir anfon y cofnod fel y mae wedi'i osod. Rhowch wybod i'ch desg gymorth.
# review: cy
record-bar-broken = Mae ystafelloedd sydd ar gofnod yn aros: ni ellir ysgrifennu'r cofnod ar y cyfrifiadur hwn.
# review: cy
details-record = Mae'r hyn a ddywedir yma yn mynd ar gofnod ar gyfer { $organisation }. Mae'n cael ei selio ar eich cyfrifiadur, a neb ond ei swyddogion cofnodion sy'n gallu ei agor.
# review: cy
details-record-officers = Swyddogion cofnodion: { $officers }
# review: cy
details-record-key = Wedi'i selio â'r allwedd { $key }
# review: cy
decide = Marcio fel penderfyniad
# review: cy
decide-title = Marcio fel penderfyniad
# review: cy
decide-what = Beth a benderfynwyd
# review: cy
decide-what-hint = Mewn brawddeg, fel y bydd rhywun yn chwilio amdano
# review: cy
decide-reason = Pam
# review: cy
decide-reason-hint = Y rheswm, neu ble mae wedi'i ysgrifennu
# review: cy
decide-confirm = Rhoi ar gofnod
# review: cy
decision-marked = Mae'r penderfyniad ar gofnod
# review: cy
decision-marked-text = Mae eich enw, yr amser a'ch geiriau yn sefyll ynddo wrth ochr y neges.
# review: cy
room-kept = Ar gofnod

## Searching messages

# review: cy
find-title = Chwilio negeseuon
# review: cy
find-words = Geiriau
# review: cy
find-words-hint = Mae dechrau geiriau yn ddigon. Rhowch ymadrodd mewn dyfynodau.
# review: cy
find-where = Ble
# review: cy
find-everywhere = Pob ystafell
# review: cy
find-here = { $room }
# review: cy
find-narrow = Cyfyngu'r chwilio
# review: cy
find-narrow-less = Cuddio'r hidlwyr
# review: cy
find-sender = Oddi wrth
# review: cy
find-sender-hint = Rhan o enw neu gyfeiriad
# review: cy
find-period = Pryd
# review: cy
find-period-any = Unrhyw bryd
# review: cy
find-period-week = Yn yr wythnos ddiwethaf
# review: cy
find-period-month = Yn y mis diwethaf
# review: cy
find-period-year = Yn y flwyddyn ddiwethaf
# review: cy
find-sort = Math
# review: cy
find-sort-any = Unrhyw un
# review: cy
find-sort-pictures = Lluniau
# review: cy
find-sort-files = Ffeiliau
# review: cy
find-sort-links = Gyda dolen
# review: cy
find-results = Negeseuon a ganfuwyd
# review: cy
find-nothing = Dim byd wedi'i ganfod
# review: cy
find-count = { $count ->
    [zero] { $count } neges
    [one] { $count } neges
    [two] { $count } neges
    [few] { $count } neges
    [many] { $count } neges
   *[other] { $count } neges
}
# review: cy
find-in = Sgwrs: { $room }
# review: cy
find-more = Dangos rhagor
# review: cy
find-searching = Chwiliwyd { $searched } o { $rooms } ystafell hyd yma.
# review: cy
find-searched = Chwiliwyd yr hyn sydd ar y cyfrifiadur hwn o { $rooms } ystafell.
# review: cy
find-unreadable = { $count ->
    [one] Ni ellir darllen { $count } neges ar y ddyfais hon.
   *[other] Ni ellir darllen { $count } neges ar y ddyfais hon.
}
# review: cy
find-partial = { $count ->
    [one] Mae negeseuon hŷn o { $count } ystafell ar y gweinydd.
   *[other] Mae negeseuon hŷn o { $count } ystafell ar y gweinydd.
}
# review: cy
find-further = Chwilio ymhellach yn ôl
# review: cy
find-fetching = Yn nôl negeseuon hŷn…
# review: cy
find-in-messages = Chwilio mewn negeseuon
# review: cy
refused-show = Ni ellir dangos y neges hon
## Polau piniwn

# review: cy
poll-new = Gofyn i'r ystafell

## Habits of writing

# review: cy
quote = Dyfynnu
# review: cy
forward = Anfon ymlaen
# review: cy
forward-title = Anfon ymlaen at
# review: cy
forward-field = Dod o hyd i berson neu ystafell
# review: cy
forward-to = Anfon ymlaen i { $room }?
# review: cy
forward-origin = { $name } ({ $from }), { $day }, { $time }
# review: cy
forward-recorded = Mae negeseuon yn { $room } yn mynd ar gofnod, a bydd hon hefyd. Mae'n dweud pwy a'i hysgrifennodd a phryd.
# review: cy
forward-unrecorded = Gall pawb yn { $room } ei darllen. Mae'n dweud pwy a'i hysgrifennodd a phryd.
# review: cy
forward-in-clear = Gall pwy bynnag sy'n rhedeg gweinydd yr ystafell hon ei darllen hefyd.
# review: cy
forward-other = Ystafell arall
# review: cy
refused-forward = Ni chafodd hon ei hanfon ymlaen
# review: cy
date-go = Mynd i ddyddiad
# review: cy
date-field = Dyddiad
# review: cy
date-hint = Fel 24/11/2026, 24/11 neu 24
# review: cy
date-wrong = Nid yw hwnnw'n ddiwrnod hyd heddiw.
# review: cy
date-confirm = Mynd
# review: cy
date-yesterday = Ddoe
# review: cy
date-week = Wythnos yn ôl
# review: cy
date-month = Mis yn ôl
# review: cy
date-year = Blwyddyn yn ôl
# review: cy
refused-date = Ni chafwyd hyd i ddim o'r diwrnod hwnnw ymlaen
# review: cy
slash-list = Gorchmynion
# review: cy
slash-me = Dweud beth rydych yn ei wneud
# review: cy
slash-plain = Ei anfon fel y mae wedi'i deipio, heb fformatio
# review: cy
slash-topic = Dweud am beth mae'r ystafell hon
# review: cy
slash-invite = Gwahodd rhywun i mewn
# review: cy
slash-date = Dangos beth a ysgrifennwyd ar ddiwrnod
# review: cy
slash-leave = Gadael yr ystafell hon
# review: cy
slash-unknown = Does dim gorchymyn { $word }
# review: cy
slash-unknown-text = Y gorchmynion yw { $commands }. Gallwch hefyd anfon y testun fel y mae.
# review: cy
slash-send = Anfon fel neges
# review: cy
emoji-list = Emoji
# review: cy
emoji-insert = Mewnosod emoji
# review: cy
emoji-search = Dod o hyd i emoji yn ôl ei enw Saesneg
# review: cy
emoji-recent = Defnyddiwyd ddiwethaf
# review: cy
emoji-group = Grŵp
# review: cy
emoji-smileys = Wynebau a theimladau
# review: cy
emoji-people = Pobl
# review: cy
emoji-nature = Anifeiliaid a phlanhigion
# review: cy
emoji-food = Bwyd a diod
# review: cy
emoji-travel = Teithio a lleoedd
# review: cy
emoji-activities = Gweithgareddau
# review: cy
emoji-objects = Gwrthrychau
# review: cy
emoji-symbols = Arwyddion
# review: cy
emoji-flags = Baneri

# review: cy
poll-question = Cwestiwn
# review: cy
poll-answer = Ateb { $number }
# review: cy
poll-more = Un ateb arall
# review: cy
poll-several = Gall pobl ddewis sawl ateb
# review: cy
poll-open = Dangos y pleidleisiau cyn i'r pôl ddod i ben
# review: cy
poll-start = Dechrau'r pôl
# review: cy
poll-votes = { $count ->
    [zero] { $count } pleidlais
    [one] { $count } bleidlais
    [two] { $count } bleidlais
    [few] { $count } phleidlais
    [many] { $count } phleidlais
   *[other] { $count } pleidlais
}
# review: cy
poll-mine = eich dewis chi
# review: cy
poll-wins = y nifer mwyaf o bleidleisiau
# review: cy
poll-voters = { $count ->
    [zero] Nid oes neb wedi pleidleisio eto.
    [one] Mae { $count } person wedi pleidleisio.
    [two] Mae { $count } berson wedi pleidleisio.
    [few] Mae { $count } pherson wedi pleidleisio.
    [many] Mae { $count } pherson wedi pleidleisio.
   *[other] Mae { $count } person wedi pleidleisio.
}
# review: cy
poll-most = Dewiswch hyd at { $count }.
# review: cy
poll-hidden = Dangosir y pleidleisiau pan fydd y pôl wedi dod i ben.
# review: cy
poll-ended = Mae'r pôl wedi dod i ben.
# review: cy
poll-ended-with = Mae'r pôl wedi dod i ben. Y nifer mwyaf o bleidleisiau: { $answers }
# review: cy
poll-unvote = Tynnu fy mhleidlais yn ôl
# review: cy
poll-end = Dod â'r pôl i ben
# review: cy
poll-end-title = Dod â'r pôl hwn i ben?
# review: cy
poll-end-text = Ni fydd neb yn gallu pleidleisio mwyach, a bydd pawb yn gweld y pleidleisiau.
# review: cy
spoken-poll = Pôl piniwn: { $question } { $answers }. { $standing }
# review: cy
refused-vote = Ni chafodd eich pleidlais ei hanfon
# review: cy
refused-end-poll = Ni ddaethpwyd â'r pôl i ben

## Sawl cyfrif gan un person
# review: cy
accounts = Cyfrifon
# review: cy
accounts-unread = Cyfrifon, { $count } heb eu darllen yn y lleill
# review: cy
account-add = Ychwanegu cyfrif
# review: cy
account-add-text = Mae gan bob cyfrif ei negeseuon, ei allweddi a'i hysbysiadau ei hun. Nid yw'r hyn a gopïir neu a gedwir mewn un yn mynd i un arall, oni bai fod eich sefydliad yn gadael iddo.
# review: cy
account-numbered = Cyfrif { $number }, { $name }
# review: cy
account-shown = Yn cael ei ddangos nawr
# review: cy
account-new = Heb fewngofnodi
# review: cy
account-opening = Yn agor
# review: cy
account-closed = Ni ellir ei agor
# review: cy
account-leave = Peidio ag ychwanegu'r cyfrif hwn
# review: cy
account-not-pasted = Heb ei ludo
# review: cy
account-not-added = Ni chafodd cyfrif ei ychwanegu
# review: cy
account-failed = Ni ellid gwneud ei ffolder ar y cyfrifiadur hwn. Gwiriwch y lle ar y ddisg, yna rhowch gynnig arall arni.
# review: cy
notice-account = { $title } ({ $account })
# review: cy
key-accounts = Ctrl+Shift+1 i 9
# review: cy
shortcut-accounts = Dod ag un arall o'ch cyfrifon i'r blaen

## Threads
# review: cy
region-thread = Edefyn
# review: cy
thread = Edefyn
# review: cy
threads = Edafedd
# review: cy
threads-unread = { $count ->
    [zero] Edafedd, { $count } neges heb ei darllen
    [one] Edafedd, { $count } neges heb ei darllen
    [two] Edafedd, { $count } neges heb eu darllen
    [few] Edafedd, { $count } neges heb eu darllen
    [many] Edafedd, { $count } neges heb eu darllen
   *[other] Edafedd, { $count } neges heb eu darllen
}
# review: cy
unread-in-threads = { $count } ohonynt mewn edafedd
# review: cy
thread-timeline = Negeseuon yn yr edefyn hwn
# review: cy
thread-close = Cau'r edefyn
# review: cy
threads-close = Cau'r edafedd
# review: cy
thread-composer-label = Ateb yn yr edefyn hwn, yn { $name }
# review: cy
thread-composer-send = Anfon yn yr edefyn
# review: cy
reply-in-thread = Ateb mewn edefyn
# review: cy
thread-answers = { $count ->
    [zero] { $count } ateb yn yr edefyn
    [one] { $count } ateb yn yr edefyn
    [two] { $count } ateb yn yr edefyn
    [few] { $count } ateb yn yr edefyn
    [many] { $count } ateb yn yr edefyn
   *[other] { $count } ateb yn yr edefyn
}
# review: cy
thread-without-root = Ni ellir dangos y neges gyntaf
# review: cy
threads-mark-read = Marcio pob edefyn fel wedi'i ddarllen
# review: cy
threads-loading = Wrthi'n llwytho edafedd…
# review: cy
threads-failed = Nid oedd modd llwytho'r edafedd.
# review: cy
threads-none = Dim edafedd yma eto
# review: cy
threads-none-text = Mae edefyn yn cadw atebion i un neges ar wahân i'r sgwrs. I ddechrau un, dewiswch “Ateb mewn edefyn” wrth neges.
# review: cy
decide-thread = Marcio'r edefyn fel penderfyniad
# review: cy
refused-mark-threads-read = Ni chafodd yr edafedd eu marcio fel wedi'u darllen
