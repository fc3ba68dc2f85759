//! Whether one host can be taken for another: by its letters (Unicode Technical Standard 39, "Confusable Detection", in
//! the part that Latin names need), by one slip of the finger, or by carrying the other name where the eye looks first.

/// Whether the host is that name, or stands below it.
pub(crate) fn is_below(host: &str, ours: &str) -> bool {
    host.strip_suffix(ours)
        .is_some_and(|front| front.is_empty() || front.ends_with('.'))
}

/// Whether a reader may take `host` for `ours`. Ask [`is_below`] first: what stands below any name of ours is none.
pub(crate) fn is_taken_for(host: &str, ours: &str) -> bool {
    carries(host, ours) || resembles(host, ours)
}

/// The name stands in the host as words do: `ours.evil.example`, `ours-evil.example`, `evil-ours`, `evilours`.
fn carries(host: &str, ours: &str) -> bool {
    let dashed = host.replace('-', ".");
    let ours = ours.replace('-', ".");
    let inside = format!(".{dashed}.").contains(&format!(".{ours}."));
    inside || dashed.ends_with(&ours)
}

/// The end of the host, as long as our name is, has the same shape, or one letter more, less, changed or swapped.
fn resembles(host: &str, ours: &str) -> bool {
    let wanted = ours.split('.').count();
    let (letters, _) = idna::domain_to_unicode(host);
    let labels: Vec<&str> = letters.split('.').collect();
    let Some(tail) = labels.len().checked_sub(wanted).map(|start| &labels[start..]) else {
        return false;
    };
    let own: Vec<String> = ours.split('.').map(skeleton).collect();
    let theirs: Vec<String> = tail.iter().map(|label| skeleton(label)).collect();
    let differing: Vec<(&String, &String)> = own.iter().zip(&theirs).filter(|(own, theirs)| own != theirs).collect();
    match differing.as_slice() {
        // It is no name of ours, so it is another one in the same shape.
        [] => true,
        // Short names are close to each other by chance: `mod` and `moj` are two ministries.
        [(own, theirs)] => own.chars().count() >= 5 && one_slip(own, theirs),
        _ => false,
    }
}

/// What the eye sees of a label.
fn skeleton(label: &str) -> String {
    let plain: String = label.chars().map(shape).collect();
    plain.replace("rn", "m").replace("vv", "w").replace("cl", "d")
}

/// The Latin letter that this one looks like.
fn shape(letter: char) -> char {
    match letter {
        '0' | 'ο' | 'о' | 'օ' | 'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ọ' | 'ơ' => 'o',
        '1' | 'i' | 'ı' | 'і' | 'ι' | 'ӏ' | 'ǀ' | 'ł' | 'ĺ' | 'ļ' | 'ľ' | 'ì'..='ï' | 'ī' | 'į' | 'ị' => {
            'l'
        }
        'а' | 'α' | 'ɑ' | 'à'..='å' | 'ā' | 'ă' | 'ą' | 'ạ' => 'a',
        'е' | 'є' | 'ε' | 'ҽ' | 'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ẹ' => 'e',
        'с' | 'ç' | 'ć' | 'č' | 'ċ' | 'ϲ' => 'c',
        'р' | 'ρ' => 'p',
        'у' | 'γ' | 'ý' | 'ÿ' | 'ŷ' => 'y',
        'х' | 'χ' => 'x',
        'ѕ' | 'ś' | 'š' | 'ş' | 'ș' | '5' => 's',
        'ԁ' | 'đ' | 'ď' => 'd',
        'һ' | 'ħ' => 'h',
        'ј' => 'j',
        'к' | 'κ' | 'ķ' => 'k',
        'м' => 'm',
        'ո' | 'п' | 'η' | 'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ԛ' => 'q',
        'г' | 'ŕ' | 'ř' => 'r',
        'т' | 'τ' | 'ţ' | 'ť' | 'ț' => 't',
        'υ' | 'ս' | 'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' | 'ụ' | 'ư' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' | 'ω' | 'ŵ' => 'w',
        'ɡ' | 'ğ' | 'ģ' | 'ġ' => 'g',
        'ƅ' | 'Ь' | 'ь' => 'b',
        'ż' | 'ź' | 'ž' => 'z',
        'ƒ' => 'f',
        letter => letter,
    }
}

/// One letter more, less, changed, or two swapped.
fn one_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let same = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[same..], &long[same..]);
    match long.len() - short.len() {
        0 => {
            let changed = short.get(1..) == long.get(1..);
            let swapped = short.len() >= 2 && short[0] == long[1] && short[1] == long[0] && short[2..] == long[2..];
            changed || swapped
        }
        1 => *short == long[1..],
        _ => false,
    }
}
