import {
	gsmSeptets,
	segmentsAtMost,
	smsLength,
	surrogatePairs,
	type SmsEncoding,
	type SmsLength,
} from './smsSegments';

/** How many of the contacts that lack a variable are named. */
const NAMED_PLACES = 10;

/**
 * A placeholder that the service replaces with a contact's value (POST /bulks: `[a-zA-Z0-9_]`, at most 30). A
 * variable `__proto__` is refused where contacts are read, so that nobody can have it.
 */
const PLACEHOLDER = /\{\{ *((?!__proto__\b)\w{1,30}) *\}\}/;

/** Two opening braces and the text up to the closing ones, the next opening ones or its end. */
const OPENED = /\{\{(?:(?!\{\{|\}\})[^])*(?:\}\})?/g;

/** The variables that a text uses, each once, in the text's order: `{{name}}`, also `{{ name }}`. */
export function variablesIn(text: string): string[] {
	return [...new Set(partsOf(text).names)];
}

/**
 * The placeholders that the service would send as they are, each once, as they are written:
 * `{{имя}}`, `{{first name}}`, `{{}}`, a name of more than 30 characters, and the text after a `{{` that is
 * never closed, which can be long.
 */
export function badPlaceholders(text: string): string[] {
	return [...new Set(partsOf(text).literals.flatMap((literal) => literal.match(OPENED) ?? []))];
}

/** A variable of a text that some contacts lack. */
export interface MissingVariable {
	variable: string;
	/** How many contacts have no value for it, or a blank one. */
	count: number;
	/** The first ten of them: `item 3`, `contact 4`. */
	places: string[];
}

/**
 * Measures an SMS text with the contacts' variables. The contacts are read one by one, and none is kept: only
 * measures of the longest values.
 */
export class VariableTally {
	private readonly literals: string[];
	private readonly names: string[];
	private readonly variables: Variable[];

	/** @param text the text with its placeholders */
	constructor(text: string) {
		({ literals: this.literals, names: this.names } = partsOf(text));
		this.variables = variablesIn(text).map(
			(name) => new Variable(name, this.names.filter((used) => used === name).length),
		);
	}

	/**
	 * Counts a contact in.
	 *
	 * @param values the contact's variables as they are sent, or as the service returned them: a number, or null
	 * @param place the contact's name in a message: `item 3`, `contact 4`
	 */
	add(values: Record<string, unknown> | undefined, place: string): void {
		for (const variable of this.variables) {
			const hasValue = values !== undefined && Object.hasOwn(values, variable.name);
			variable.add(hasValue ? String(values[variable.name] ?? '') : '', place);
		}
	}

	/**
	 * The length of the text with the longest values put in; without contacts, with blanks.
	 *
	 * An upper bound: no contact's own text takes more segments, nor does one made of several contacts'
	 * values, as the service combines the longest of each to calculate the cost. Exact while all contacts
	 * have the same values, and where the texts have no extension characters and no surrogate pairs; these
	 * may take one segment more or less by where the values move them, and are counted as if they fell
	 * on every boundary between segments.
	 */
	worstCase(): SmsLength {
		if (!this.variables.some(({ varies }) => varies)) return smsLength(this.filledWithFirst());
		const inGsm = this.longestInGsm();
		const inUnicode = this.longestInUnicode();
		if (inGsm && inUnicode) return inGsm.segments > inUnicode.segments ? inGsm : inUnicode;
		return (inGsm ?? inUnicode) as SmsLength;
	}

	/**
	 * A value for each variable that is as long as any contact's by every measure, so that the text with them
	 * costs at least as much as with any contact's, in whatever way the longest of each is chosen.
	 */
	longestValues(): Record<string, string> {
		return Object.fromEntries(this.variables.map((each) => [each.name, each.longest]));
	}

	/** The variables that some contacts lack, in the text's order. A value of spaces only is none. */
	missing(): MissingVariable[] {
		return this.variables
			.filter(({ lackedBy }) => lackedBy > 0)
			.map(({ name, lackedBy, places }) => ({ variable: name, count: lackedBy, places }));
	}

	private filledWithFirst(): string {
		const values = new Map(this.variables.map(({ name, first }) => [name, first ?? '']));
		return this.literals
			.map((literal, index) => literal + (values.get(this.names[index] ?? '') ?? ''))
			.join('');
	}

	/** The longest that the text can be with values of the GSM alphabet only. */
	private longestInGsm(): SmsLength | undefined {
		const literal = this.literals.join('');
		const septets = gsmSeptets(literal);
		if (septets === undefined) return undefined;
		return longest(
			'GSM-7',
			septets + this.sum(({ gsmSeptets: most }) => most),
			septets - literal.length + this.sum(({ gsmPairs }) => gsmPairs),
		);
	}

	/**
	 * The longest that the text can be in Unicode: values of either kind, and one of them (or the text itself)
	 * such that needs Unicode.
	 */
	private longestInUnicode(): SmsLength | undefined {
		const literal = this.literals.join('');
		const losses = this.variables
			.filter(({ unicodeUnits }) => unicodeUnits > 0)
			.map(({ units, unicodeUnits, uses }) => uses * (units - unicodeUnits));
		const isUnicode = gsmSeptets(literal) === undefined;
		if (!isUnicode && losses.length === 0) return undefined;
		// Where a variable's longest value is Latin, a shorter one in Cyrillic has to stand in for it.
		const loss = isUnicode ? 0 : Math.min(...losses);
		return longest(
			'Unicode',
			literal.length + this.sum(({ units }) => units) - loss,
			surrogatePairs(literal) + this.sum(({ unicodePairs }) => unicodePairs),
		);
	}

	private sum(measure: (variable: Variable) => number): number {
		return this.variables.reduce((sum, each) => sum + each.uses * measure(each), 0);
	}
}

/** The values that a variable has among the contacts: the most of each measure. */
class Variable {
	/** Septets of the values in GSM-7. */
	gsmSeptets = 0;
	/** Extension characters of the values in GSM-7. */
	gsmPairs = 0;
	/** UTF-16 units of all values. */
	units = 0;
	/** UTF-16 units of the values that need Unicode; 0 while there is none. */
	unicodeUnits = 0;
	/** Surrogate pairs of the values that need Unicode. */
	unicodePairs = 0;
	/** The first contact's value, blank where it has none. */
	first?: string;
	/** Whether others have another value. */
	varies = false;
	lackedBy = 0;
	readonly places: string[] = [];

	constructor(
		readonly name: string,
		/** How many times the text has it. */
		readonly uses: number,
	) {}

	add(value: string, place: string): void {
		if (value.trim() === '') {
			this.lackedBy++;
			if (this.places.length < NAMED_PLACES) this.places.push(place);
		}
		if (value === this.first) return;
		this.varies = this.first !== undefined;
		this.first ??= value;
		this.measure(value);
	}

	/** An invented value, as long as the longest, of characters that take as much room as those of any value. */
	get longest(): string {
		const { units, unicodeUnits, unicodePairs, gsmPairs } = this;
		if (unicodeUnits > 0) return '😀'.repeat(unicodePairs) + 'ж'.repeat(units - 2 * unicodePairs);
		return '€'.repeat(gsmPairs) + 'x'.repeat(units - gsmPairs);
	}

	private measure(value: string): void {
		const septets = gsmSeptets(value);
		this.units = Math.max(this.units, value.length);
		if (septets === undefined) {
			this.unicodeUnits = Math.max(this.unicodeUnits, value.length);
			this.unicodePairs = Math.max(this.unicodePairs, surrogatePairs(value));
		} else {
			this.gsmSeptets = Math.max(this.gsmSeptets, septets);
			this.gsmPairs = Math.max(this.gsmPairs, septets - value.length);
		}
	}
}

function longest(encoding: SmsEncoding, length: number, pairs: number): SmsLength {
	return { encoding, length, segments: segmentsAtMost(encoding, length, pairs) };
}

/** The text before, between and after the placeholders, and the variables' names, in order. */
function partsOf(text: string): { literals: string[]; names: string[] } {
	const parts = text.split(PLACEHOLDER);
	return {
		literals: parts.filter((_, index) => index % 2 === 0),
		names: parts.filter((_, index) => index % 2 === 1),
	};
}
