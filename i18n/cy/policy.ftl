# Geiriau'r rheolau y mae sefydliad yn eu gosod. Each message is marked until a fluent speaker has read it.

## Grwpiau

# review: cy
group-policy = Y rheolau hyn eu hunain
# review: cy
group-organisation = Eich sefydliad
# review: cy
group-homeservers = Adrannau a'u gweinyddion
# review: cy
group-federation = Pobl ac ystafelloedd o'r tu allan
# review: cy
group-sign-in = Mewngofnodi
# review: cy
group-encryption = Amgryptio
# review: cy
group-trust = Ymddiriedaeth rhwng pobl
# review: cy
group-retention = Cadw a dileu negeseuon
# review: cy
group-records = Cofnodion
# review: cy
group-classification = Dosbarthiad
# review: cy
group-content = Ffeiliau, dolenni a lluniau
# review: cy
group-device = Y cyfrifiadur hwn
# review: cy
group-network = Rhwydwaith
# review: cy
group-publish = Cyhoeddi
# review: cy
group-watch = Gwylio am drafferth
# review: cy
group-interface = Golwg ac iaith

## Y rheolau hyn eu hunain

# review: cy
key-format = Fformat y ffeil
    .about = Pa fersiwn o'r fformat ffeil y mae'r rheolau hyn wedi'u hysgrifennu ynddi.
# review: cy
key-version = Rhif y rheolau hyn
    .about = Cyfrif eich sefydliad ei hun, fel na all neb ddod â rheolau hŷn yn ôl.
# review: cy
key-valid-until = Dilys tan
    .about = Y diwrnod olaf y mae'r rheolau hyn yn cyfrif yn llawn heb glywed am rai mwy newydd.
# review: cy
key-grace-days = Dyddiau o ras
    .about = Am sawl diwrnod wedi hynny y mae popeth yn dal i weithio, gyda rhybudd.
# review: cy
key-replaceable-trust-roots = Disodli'r gweinyddion cynwysedig
    .about = A all rheolau ar y cyfrifiadur enwi gweinyddion eraill na'r rhai sydd wedi'u cynnwys yn y copi hwn o Despatch.

## Eich sefydliad

# review: cy
key-organisation-name = Enw
    .about = Yr enw y mae pobl yn ei weld cyn iddynt fewngofnodi.
# review: cy
key-organisation-helpdesk = Desg gymorth
    .about = Â phwy y dywedir wrth bobl am gysylltu pan fydd rhywbeth wedi'i gloi neu'n mynd o'i le.
# review: cy
key-organisation-banner = Hysbysiad
    .about = Hysbysiad y mae pawb yn ei weld wrth fewngofnodi.
# review: cy
key-organisation-logo = Logo
    .about = Ffeil lun gyda logo eich sefydliad.

## Adrannau a'u gweinyddion

# review: cy
key-homeservers = Gweinyddion cymeradwy
    .about = Yr unig weinyddion y gall pobl fewngofnodi iddynt, un ar gyfer pob adran.
# review: cy
key-homeservers-server-name = Enw'r gweinydd
    .about = Yr enw ar ôl y colon yng nghyfeiriadau pobl yr adran hon.
# review: cy
key-homeservers-base-url = Cyfeiriad y gweinydd
    .about = Yr unig gyfeiriad gwe lle gellir cyrraedd gweinydd yr adran hon.
# review: cy
key-homeservers-display-name = Adran
    .about = Yr hyn y mae pobl yn galw'r adran hon.
# review: cy
key-homeservers-email-domains = Parthau e-bost
    .about = Diweddiadau'r cyfeiriadau e-bost gwaith sy'n arwain at weinydd yr adran hon.
# review: cy
key-homeservers-issuer = Gwasanaeth mewngofnodi
    .about = Yr unig wasanaeth mewngofnodi a gaiff fewngofnodi pobl yr adran hon.
# review: cy
key-homeservers-ca-file = Tystysgrifau dibynadwy
    .about = Ffeil gyda'r unig awdurdodau tystysgrif a gaiff dystio i'r gweinydd hwn.
# review: cy
key-homeservers-spki-sha256 = Allweddi dibynadwy
    .about = Yr unig allweddi cyhoeddus y caiff y gweinydd hwn eu dangos, fel olion bysedd.
# review: cy
key-homeservers-features = Nodweddion
    .about = Nodweddion sydd ymlaen neu i ffwrdd i'r adran hon wrth iddynt gael eu cyflwyno.

## Pobl ac ystafelloedd o'r tu allan

# review: cy
key-federation-allowed-servers = Gweinyddion cymeradwy eraill
    .about = Gweinyddion heblaw rhai'r adrannau eu hunain y gellir cyrraedd eu pobl a'u hystafelloedd.
# review: cy
key-federation-on-foreign = Pobl ac ystafelloedd o fannau eraill
    .about = Yr hyn sy'n digwydd i bobl ac ystafelloedd gweinydd nad yw wedi'i gymeradwyo.
# review: cy
value-federation-on-foreign-block = Gwrthodir nhw
# review: cy
value-federation-on-foreign-quarantine = Cloir nhw: ni ellir darllen nac anfon dim
# review: cy
value-federation-on-foreign-warn = Caniateir nhw, gyda rhybudd
# review: cy
key-federation-history-sharing-on-invite = Negeseuon cynharach i bobl newydd
    .about = A gaiff person sy'n cael ei wahodd ddarllen yr hyn a ysgrifennwyd cyn iddo ddod.

## Mewngofnodi

# review: cy
key-sign-in-methods = Ffyrdd o fewngofnodi
    .about = Pa ffyrdd o fewngofnodi sy'n cael eu cynnig.
# review: cy
value-sign-in-methods-password = Gydag enw a chyfrinair
# review: cy
value-sign-in-methods-sso = Ar dudalen fewngofnodi eich sefydliad
# review: cy
value-sign-in-methods-oauth = Mewn porwr gwe
# review: cy
key-sign-in-qr-login = Mewngofnodi drwy god QR
    .about = A gaiff dyfais sydd wedi mewngofnodi fewngofnodi un arall drwy god QR.
# review: cy
key-sign-in-remember-session = Aros wedi mewngofnodi
    .about = A yw pobl yn aros wedi mewngofnodi pan fydd Despatch yn cael ei gau.
# review: cy
key-sign-in-max-session-days = Mewngofnodi eto
    .about = Ar ôl sawl diwrnod y mae'n rhaid i bobl fewngofnodi eto.
# review: cy
key-sign-in-lock-after-idle-minutes = Cloi pan nad oes neb yno
    .about = Ar ôl sawl munud heb fysell, pwyntydd na chyffyrddiad y mae'r ffenestr yn cloi.
# review: cy
key-sign-in-max-accounts = Cyfrifon ochr yn ochr
    .about = Faint o gyfrifon y caiff un person eu hagor ar yr un pryd.

## Amgryptio

# review: cy
key-encryption-require-encrypted-rooms = Ystafelloedd wedi'u hamgryptio yn unig
    .about = Ai dim ond mewn ystafelloedd wedi'u hamgryptio y gellir anfon negeseuon.
# review: cy
key-encryption-send-to = Pwy all ddadgryptio negeseuon
    .about = Dyfeisiau pwy sy'n cael yr allweddi i'r hyn y mae pobl yn ei anfon.
# review: cy
value-encryption-send-to-verified-devices = Dim ond dyfeisiau pobl y mae rhywun wedi'u gwirio
# review: cy
value-encryption-send-to-cross-signed = Dyfeisiau y mae eu perchennog wedi'u cadarnhau
# review: cy
value-encryption-send-to-all = Pob dyfais
# review: cy
key-encryption-accept-from = Negeseuon pwy sy'n cael eu dangos
    .about = O ddyfeisiau pwy y mae negeseuon yn cael eu dangos.
# review: cy
value-encryption-accept-from-cross-signed = Dim ond dyfeisiau y mae eu perchennog wedi'u cadarnhau
# review: cy
value-encryption-accept-from-legacy = Dyfeisiau wedi'u cadarnhau, a sesiynau o'r cyfnod cyn cadarnhau dyfeisiau
# review: cy
value-encryption-accept-from-all = Pob dyfais
# review: cy
key-encryption-require-recovery = Allwedd adfer
    .about = A oes rhaid i bawb osod allwedd adfer.
# review: cy
key-encryption-allow-identity-reset = Dechrau hunaniaeth ddigidol newydd
    .about = A gaiff pobl ddechrau hunaniaeth ddigidol newydd pan nad oes ganddynt ddyfais arall na'u hallwedd adfer, sy'n colli'r hyn na allant ei ddarllen erbyn hynny.
# review: cy
key-encryption-export-keys = Ysgrifennu ffeiliau allweddi
    .about = A gaiff pobl ysgrifennu'r allweddi i'w negeseuon mewn ffeil dan gyfrinymadrodd, a fydd yn gadael i bwy bynnag sydd â hi ddarllen y negeseuon hynny am byth.
# review: cy
key-encryption-import-keys = Darllen ffeiliau allweddi
    .about = A gaiff pobl gymryd allweddi o ffeil o'r fath, sy'n agor negeseuon na all neb warantu eu hanfonwr.
# review: cy
key-encryption-key-passphrase-length = Hyd cyfrinymadrodd ffeil allweddi
    .about = Y nifer lleiaf o nodau a ganiateir yng nghyfrinymadrodd ffeil allweddi.

## Ymddiriedaeth rhwng pobl

# review: cy
key-trust-on-identity-change = Pan fydd hunaniaeth rhywun yn newid
    .about = Yr hyn sy'n digwydd pan fydd hunaniaeth ddigidol person sydd wedi'i wirio yn newid.
# review: cy
value-trust-on-identity-change-block-until-handled = Ni chaiff dim ei anfon nes bod rhywun wedi edrych arno
# review: cy
value-trust-on-identity-change-warn = Dangosir rhybudd
# review: cy
key-trust-require-verified-contact-for = Pobl wedi'u gwirio yn unig
    .about = Dosbarthiadau lle mae negeseuon yn mynd at bobl wedi'u gwirio yn unig.

## Cadw a dileu negeseuon

# review: cy
key-retention-default = Ar gyfer pob ystafell
    .about = Am faint y mae negeseuon yn cael eu cadw mewn ystafelloedd heb reol eu hunain.
# review: cy
key-retention-rooms = Ar gyfer rhai ystafelloedd
    .about = Am faint y mae negeseuon yn cael eu cadw mewn ystafelloedd o un math neu enw.
# review: cy
key-retention-hold = Ataliadau
    .about = Achosion na ellir dileu dim ar eu cyfer tra byddant ar agor.
# review: cy
key-retention-forbid-redaction = Dim dileu
    .about = A yw pawb wedi'u hatal rhag dileu negeseuon.
# review: cy
key-retention-forbid-edit-after-minutes = Amser ar gyfer newidiadau
    .about = Am sawl munud ar ôl anfon neges y gellir ei newid o hyd.
# review: cy
key-retention-forbid-leave-on-hold = Aros yn ystod achos
    .about = A yw pawb wedi'u hatal rhag gadael ystafell sydd dan ataliad.

## Cofnodion

# review: cy
key-records-recipients = Allweddi cofnodion
    .about = Yr allweddi cyhoeddus y mae cofnodion yn cael eu hamgryptio ar eu cyfer.
# review: cy
key-records-officers = Swyddogion cofnodion
    .about = Pwy gaiff agor cofnodion.
# review: cy
key-records-sink = I ble mae cofnodion yn mynd
    .about = Y man lle mae cofnodion yn cael eu hysgrifennu.
# review: cy
key-records-sink-options = Yr hyn y mae'r lle i gofnodion yn gofyn amdano
    .about = Gosodiadau'r lle y mae cofnodion yn cael eu hysgrifennu iddo, fel allweddi iddo; nid yw eu gwerthoedd yn cael eu dangos.
# review: cy
key-records-spool-max-mb = Lle i gofnodion sy'n aros
    .about = Faint o'r ddisg y gellir ei defnyddio ar gyfer cofnodion sy'n aros i gael eu hysgrifennu.
# review: cy
key-records-on-sink-down = Pan na ellir ysgrifennu cofnodion
    .about = Yr hyn sy'n digwydd tra na ellir cyrraedd y man ar gyfer cofnodion.
# review: cy
value-records-on-sink-down-keep-working = Mae pobl yn dal i weithio, ac mae cofnodion yn aros
# review: cy
value-records-on-sink-down-stop-sending = Ni ellir anfon dim

## Dosbarthiad

# review: cy
key-classification-labels = Labeli
    .about = Y dosbarthiadau y gall ystafelloedd a negeseuon eu cael.
# review: cy
key-classification-default = Label i ddechrau
    .about = Dosbarthiad ystafell newydd.
# review: cy
key-classification-ceiling = Label uchaf
    .about = Y dosbarthiad uchaf a ganiateir ym mhob math o ystafell.
# review: cy
key-classification-on-exceed = Uwchlaw'r label uchaf
    .about = Yr hyn sy'n digwydd pan fydd gan neges ddosbarthiad uwch nag y mae ei hystafell yn ei ganiatáu.
# review: cy
value-classification-on-exceed-block = Ni chaiff ei hanfon
# review: cy
value-classification-on-exceed-warn = Dangosir rhybudd

## Ffeiliau, dolenni a lluniau

# review: cy
key-content-max-upload-mb = Y ffeil fwyaf
    .about = Pa mor fawr y gall ffeil fod i gael ei hanfon.
# review: cy
key-content-allow-types = Mathau o ffeiliau a ganiateir
    .about = Yr unig fathau o ffeiliau y gellir eu hanfon.
# review: cy
key-content-deny-types = Mathau o ffeiliau a waherddir
    .about = Mathau o ffeiliau na ellir eu hanfon.
# review: cy
key-content-lures = Geiriau i fod yn ofalus ohonynt
    .about = Geiriau mewn neges sy'n ennyn rhybudd oddi tani.
# review: cy
key-content-link-previews = Rhagolygon o ddolenni
    .about = A ddangosir rhagolwg o ddolen.
# review: cy
key-content-open-links = Agor dolenni
    .about = Yr hyn sy'n digwydd pan fydd rhywun yn agor dolen.
# review: cy
value-content-open-links-confirm = Dangosir i bobl i ble mae'n arwain, a nhw sy'n penderfynu
# review: cy
value-content-open-links-allow-list = Dim ond dolenni i'ch adrannau sy'n agor
# review: cy
value-content-open-links-allow = Mae dolenni'n agor ar unwaith
# review: cy
key-content-inline-images = Lluniau ymhlith negeseuon
    .about = A ddangosir lluniau ymhlith y negeseuon.

## Y cyfrifiadur hwn

# review: cy
key-device-notifications = Hysbysiadau
    .about = Yr hyn y mae hysbysiad o neges newydd yn ei ddweud.
# review: cy
value-device-notifications-full = Pwy ysgrifennodd, a beth
# review: cy
value-device-notifications-sender = Pwy ysgrifennodd, a dim geiriau
# review: cy
value-device-notifications-none = Nid oes hysbysiadau
# review: cy
key-device-copy = Copïo testun
    .about = A ellir copïo geiriau negeseuon.
# review: cy
key-device-save-files = Cadw ffeiliau
    .about = A ellir cadw ffeiliau o negeseuon ar y cyfrifiadur hwn.
# review: cy
key-device-exchange-between-accounts = Cyfnewid rhwng cyfrifon
    .about = Rhwng cyfrifon pa adrannau o eiddo un person y gellir gludo geiriau ac anfon ffeiliau a gadwyd, lle mae'r ddwy adran wedi'u henwi.
# review: cy
key-device-screenshots = Sgrinluniau
    .about = A ellir tynnu lluniau o'r ffenestr.
# review: cy
key-device-autostart = Dechrau gyda'r cyfrifiadur
    .about = A yw Despatch yn dechrau pan fydd pobl yn mewngofnodi i'r cyfrifiadur.
# review: cy
key-device-tray = Aros yn y cefndir
    .about = A yw Despatch yn aros yn y cefndir pan fydd ei ffenestr yn cael ei chau.

## Rhwydwaith

# review: cy
key-network-proxy = Dirprwy
    .about = Drwy ba ddirprwy y mae'r gweinyddion yn cael eu cyrraedd.
# review: cy
value-network-proxy-mode-direct = Dim un
# review: cy
value-network-proxy-mode-fixed = Yr un a enwir yma
# review: cy
key-network-ca-file = Tystysgrifau'r rhwydwaith
    .about = Ffeil gydag awdurdodau tystysgrif yr ymddiriedir ynddynt yn ogystal â rhai'r cyfrifiadur ei hun.
# review: cy
key-network-min-tls = Y fersiwn TLS hynaf
    .about = Y fersiwn hynaf o TLS y gellir cyrraedd gweinydd â hi.
# review: cy
value-network-min-tls-1-3 = TLS 1.3
# review: cy
value-network-min-tls-1-2 = TLS 1.2

## Cyhoeddi

# review: cy
key-publish-allowed-instances = Mannau cyhoeddi
    .about = Yr unig fannau lle gall pobl gyhoeddi.
# review: cy
key-publish-approvers-required = Cymeradwyon
    .about = Faint o bobl sy'n gorfod cymeradwyo rhywbeth cyn iddo gael ei gyhoeddi.
# review: cy
key-publish-roles = Pwy gaiff gyhoeddi
    .about = Pa bobl gaiff ysgrifennu, cymeradwyo a chyhoeddi.

## Gwylio am drafferth

# review: cy
key-watch-rules = Yr hyn sy'n cael ei wylio
    .about = Yr hyn y mae Despatch yn ei wneud am bob arwydd o drafferth y mae'n gwylio amdano.
# review: cy
value-watch-rules-off = Heb ei wylio
# review: cy
value-watch-rules-note = Wedi'i nodi
# review: cy
value-watch-rules-warn = Dangosir rhybudd
# review: cy
value-watch-rules-block = Wedi'i rwystro

## Golwg ac iaith

# review: cy
key-interface-languages = Ieithoedd
    .about = Yr ieithoedd y gall pobl ddewis ohonynt, yr un gyntaf i ddechrau.
# review: cy
value-interface-languages-en-gb = English
# review: cy
value-interface-languages-cy = Cymraeg
# review: cy
key-interface-theme = Thema
    .about = A yw'r ffenestr yn olau, yn dywyll neu mewn cyferbyniad uchel.
# review: cy
value-interface-theme-system = Yr un fath â'r cyfrifiadur
# review: cy
value-interface-theme-light = Golau
# review: cy
value-interface-theme-dark = Tywyll
# review: cy
value-interface-theme-contrast = Cyferbyniad uchel
# review: cy
key-interface-font-scale = Maint y testun
    .about = Pa mor fawr yw testun, fel canran.

## Rhannau o werth

# review: cy
field-email = E-bost
# review: cy
field-phone = Ffôn
# review: cy
field-url = Tudalen we
# review: cy
field-server-name = Gweinydd
# review: cy
field-base-url = Cyfeiriad
# review: cy
field-display-name = Adran
# review: cy
field-email-domains = Parthau e-bost
# review: cy
field-issuer = Gwasanaeth mewngofnodi
# review: cy
field-ca-file = Tystysgrifau dibynadwy
# review: cy
field-spki-sha256 = Allweddi dibynadwy
# review: cy
field-features = Nodweddion
# review: cy
field-record = Ar gofnod
# review: cy
field-min-days = Cedwir am o leiaf
# review: cy
field-max-days = Dileir ar ôl
# review: cy
field-match = Ar gyfer
# review: cy
field-room = Ystafell
# review: cy
field-type = Math o ystafell
# review: cy
field-name = Enw
# review: cy
field-scope = Yn cwmpasu
# review: cy
field-reference = Achos
# review: cy
field-until = Tan
# review: cy
field-id = Cod
# review: cy
field-text = Geiriau
# review: cy
field-colour = Lliw
# review: cy
field-mode = Math
# review: cy
field-no-proxy = Heb ddirprwy
# review: cy
field-direct = Rhwng dau berson
# review: cy
value-retention-rooms-match-type-direct = Negeseuon rhwng dau berson
# review: cy
value-retention-rooms-match-type-room = Ystafelloedd
# review: cy
value-retention-hold-scope-all = Pob ystafell

## Templedi i weinyddwyr

# review: cy
template-description = Yr hyn y mae eich sefydliad yn ei benderfynu ar gyfer pob Despatch ar ei gyfrifiaduron.
# review: cy
template-supported = Despatch 0.1 neu'n fwy newydd
# review: cy
template-recommended = Awgrymiadau: caiff pobl ddewis fel arall
# review: cy
template-switch = Mae galluogi'n golygu ie, ac analluogi'n golygu na.
# review: cy
template-lines = Un ar bob llinell.
# review: cy
template-pairs = Enwau ar y chwith, gwerthoedd ar y dde.
# review: cy
template-json = Ysgrifennwch hyn fel JSON, fel mewn ffeil polisi. Mae enghraifft yn y cyfeirlyfr polisi.
# review: cy
template-values = Gwerthoedd:
# review: cy
template-root = Rhaid i bob gweinydd cymeradwy a'i dystysgrifau ddod o'r un lle.
