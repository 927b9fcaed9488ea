/** How the characters of an SMS are sent: 7 bits each, or 16 once one of them isn't in the GSM alphabet. */
export type SmsEncoding = 'GSM-7' | 'Unicode';

/** The length of a text as an SMS. */
export interface SmsLength {
	encoding: SmsEncoding;
	/** In septets (GSM-7) or UTF-16 units (Unicode). */
	length: number;
	/** Single messages that are sent, joined on the phone, and paid for. */
	segments: number;
}

/** The capacity of one message, and of each of several, whose headers take a part of it. */
const CAPACITY = {
	'GSM-7': { single: 160, joined: 153 },
	Unicode: { single: 70, joined: 67 },
};

/** The default alphabet of GSM 03.38, in its order, without the escape. */
const ALPHABET =
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
	'¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** Its extension table; each of these is sent as the escape and a second septet. */
const EXTENSION = '\f^{}\\[~]|€';

/** Septets of a character by its UTF-16 unit; 0, or nothing, where it has none. */
const SEPTETS = new Uint8Array('€'.charCodeAt(0) + 1);
for (const character of ALPHABET) SEPTETS[character.charCodeAt(0)] = 1;
for (const character of EXTENSION) SEPTETS[character.charCodeAt(0)] = 2;

/**
 * Computes the length of a text as an SMS, as phones and operators count it (GSM 03.38). Neither an escape with its
 * character nor a surrogate pair is split over two segments. An empty text takes one segment.
 */
export function smsLength(text: string): SmsLength {
	const septets = gsmSeptets(text);
	const encoding = septets === undefined ? 'Unicode' : 'GSM-7';
	const length = septets ?? text.length;
	const fitsOne = length <= CAPACITY[encoding].single;
	return { encoding, length, segments: fitsOne ? 1 : joinedSegments(text, encoding) };
}

/**
 * The most segments that any text of an encoding and length can take. Exact where it has no pairs; each of
 * them can leave a unit of a segment empty, wherever in the text they are.
 *
 * @param length in septets or UTF-16 units
 * @param pairs how many escapes or surrogate pairs the text can have at most
 */
export function segmentsAtMost(encoding: SmsEncoding, length: number, pairs: number): number {
	const { single, joined } = CAPACITY[encoding];
	if (length <= single) return 1;
	// k segments are enough when the text and the empty units between them fit: at most one for each pair,
	// and at most one at each of the k - 1 boundaries.
	return Math.min(Math.ceil((length + pairs) / joined), Math.ceil((length - 1) / (joined - 1)));
}

/** How many septets a text takes; undefined when it can't be sent as GSM-7. */
export function gsmSeptets(text: string): number | undefined {
	let septets = 0;
	for (let index = 0; index < text.length; index++) {
		const width = SEPTETS[text.charCodeAt(index)];
		if (!width) return undefined;
		septets += width;
	}
	return septets;
}

/** How many surrogate pairs a text can make at most, also where a half of one meets what is put beside it. */
export function surrogatePairs(text: string): number {
	let pairs = 0;
	for (let index = 0; index < text.length; index++) {
		if ((text.charCodeAt(index) & 0xfc00) === 0xd800) pairs++;
	}
	return pairs;
}

function joinedSegments(text: string, encoding: SmsEncoding): number {
	const { joined } = CAPACITY[encoding];
	let segments = 1;
	let used = 0;
	for (const character of text) {
		const width = encoding === 'Unicode' ? character.length : (gsmSeptets(character) as number);
		if (used + width > joined) {
			segments++;
			used = 0;
		}
		used += width;
	}
	return segments;
}
