/** Values of a contact for `{{name}}` placeholders. */
export type Variables = Record<string, string>;

const gsm7 = new Set(
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const gsm7Extension = new Set('^{}\\[~]|€\f');

/** Segments that a text takes: GSM-7 160/153 characters, Unicode 70/67 (UTF-16 units). */
export function segmentCount(text: string): number {
	let septets = 0;
	for (const character of text) {
		if (gsm7.has(character)) septets += 1;
		else if (gsm7Extension.has(character)) septets += 2;
		else return segmentsOf(text.length, 70, 67);
	}
	return segmentsOf(septets, 160, 153);
}

function segmentsOf(length: number, single: number, joined: number): number {
	return length <= single ? 1 : Math.ceil(length / joined);
}

/** The text with `{{name}}` replaced; a variable that the contact lacks becomes blank. */
export function fillIn(text: string, variables: Variables | null): string {
	return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => variables?.[name] ?? '');
}

/** Segments of the worst case, as the service calculates costs: the longest value of every variable. */
export function worstCaseSegments(text: string, contacts: ReadonlyArray<Variables | null>): number {
	const longest: Variables = {};
	for (const variables of contacts) {
		for (const [name, value] of Object.entries(variables ?? {})) {
			if (value.length >= (longest[name]?.length ?? 0)) longest[name] = value;
		}
	}
	// A shorter value in Cyrillic can take more segments than a longer one in Latin letters.
	return contacts.reduce(
		(most, variables) => Math.max(most, segmentCount(fillIn(text, variables))),
		segmentCount(fillIn(text, longest)),
	);
}

/** The operator of a number by its prefix. */
export function providerOf(number: string): string {
	const prefix = number.slice(2, 5);
	if (['705', '771', '776', '777'].includes(prefix)) return 'beeline';
	if (['700', '707', '708', '747'].includes(prefix)) return 'tele2';
	if (['701', '702', '775', '778'].includes(prefix)) return 'kcell';
	return 'other';
}
