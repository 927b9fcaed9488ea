import { jsonParse, type IDataObject } from 'n8n-workflow';

import {
	asInvalidValue,
	InvalidValue,
	isBlank,
	numericId,
	shown,
	text,
	webAddress,
	wholeNumber,
	type Parser,
} from '../../../../../nodes/shared/declaration/parsers';
import { phoneNumber } from '../service/numbers';
import { bit, message } from '../service/values';
import { webhookHeaders, webhookParameters } from '../service/webhookTexts';

/** Most characters of an address for webhooks. */
export const WEBHOOK_URL_MAX = 255;
/** Most characters of an SMS. */
const SMS_MAX = 70;
/** The most levels of answers; nobody follows more questions on a phone. */
const MOST_LEVELS = 10;

/** The audio or the spoken text of an answer (`ivrs.*.record`). */
const RECORD_PARTS: Record<string, Parser> = {
	id: numericId,
	text: message(1024),
	gender: wholeNumber({ min: 0, max: 1 }),
	source: text({ pattern: /^(text|file)$/, patternText: 'must be text or file' }),
};

/** The API's fields of an answer (`ivrs.*`), without the answers to its own question. */
const IVR_PARTS: Record<string, Parser> = {
	digit: wholeNumber({ min: 0, max: 9 }),
	keyWords,
	anyWord: flagOrBit,
	recognize: flagOrBit,
	recognitionTimeout: wholeNumber({ min: 1, max: 15 }),
	needBlock: flagOrBit,
	record: (value) => partsOf(value, RECORD_PARTS),
	managerPhone: phoneNumber,
	smsText: message(SMS_MAX),
	smsTemplateId: numericId,
	smsChannel: message(255),
	emailTimeout: wholeNumber({ min: 0 }),
	webhookUrl: webAddress(WEBHOOK_URL_MAX),
	webhookParameters,
	webhookHeaders,
};

/**
 * Checks a list of answers in the API's form, with all levels below.
 *
 * @throws InvalidValue that names the answer and the part
 */
export function ivrsOf(value: unknown, level = 1): IDataObject[] {
	const list =
		typeof value === 'string' ? jsonParse<unknown>(value, { fallbackValue: null }) : value;
	if (!Array.isArray(list)) throw new InvalidValue('must be an array of answers');
	if (level > MOST_LEVELS) throw new InvalidValue(`has more than ${MOST_LEVELS} levels of answers`);
	const ivrs = list.map((one: unknown, index) => {
		try {
			return ivrOf(one, level);
		} catch (error) {
			throw placed(`answer ${index + 1}`, error);
		}
	});
	assertTold(ivrs);
	return ivrs;
}

function ivrOf(value: unknown, level: number): IDataObject {
	const { ivrs, ...own } = (value ?? {}) as IDataObject;
	const ivr = partsOf(isBlank(value) || ivrs === undefined ? value : own, IVR_PARTS);
	if (isBlank(ivrs)) return ivr;
	try {
		return { ...ivr, ivrs: ivrsOf(ivrs, level + 1) };
	} catch (error) {
		throw placed('ivrs', error);
	}
}

function partsOf(value: unknown, parts: Record<string, Parser>): IDataObject {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new InvalidValue(`must be an object, but is ${shown(value)}`);
	}
	const checked: IDataObject = {};
	for (const [name, part] of Object.entries(value)) {
		if (isBlank(part)) continue;
		const parse = Object.hasOwn(parts, name) ? parts[name] : undefined;
		if (!parse) {
			throw new InvalidValue(
				`has the unknown part ${shown(name)}: it may have ${Object.keys(parts).join(', ')}`,
			);
		}
		try {
			checked[name] = parse(part) as IDataObject;
		} catch (error) {
			throw placed(name, error);
		}
	}
	return checked;
}

/** Refuses answers of which only the first would count. */
function assertTold(ivrs: IDataObject[]): void {
	const known = new Map<string, number>();
	for (const [index, ivr] of ivrs.entries()) {
		for (const given of givenIn(ivr)) {
			const before = known.get(given);
			if (before !== undefined) {
				throw new InvalidValue(
					`has two answers for ${shown(given)}: answer ${before} and answer ${index + 1}`,
				);
			}
		}
		for (const given of givenIn(ivr)) known.set(given, index + 1);
	}
}

/** The key or the words that an answer is for. */
function givenIn({ digit, keyWords: words, anyWord }: IDataObject): string[] {
	if (digit !== undefined) return [String(digit)];
	if (words !== undefined) return String(words).toLowerCase().split('|');
	return [anyWord === 1 ? 'any words' : 'no answer'];
}

/** Words, which people separate by commas and the API by bars. */
function keyWords(value: unknown): string {
	const words = (text({ min: 1 })(value) as string)
		.split(/[|,\n]/)
		.map((word) => word.trim())
		.filter((word) => word !== '');
	if (words.length === 0) throw new InvalidValue(`must hold a word, but is ${shown(value)}`);
	return words.join('|');
}

function flagOrBit(value: unknown): unknown {
	return value === 0 || value === 1 ? value : bit(value);
}

/** A value's error, with where the value is before its words. @throws any other error on */
export function placed(place: string, error: unknown): InvalidValue {
	return new InvalidValue(`${place}: ${asInvalidValue(error).message}`);
}
