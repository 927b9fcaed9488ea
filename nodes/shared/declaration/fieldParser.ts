import { choicesOf, type Field } from './field';
import {
	decimal,
	flag,
	located,
	numericId,
	numericIds,
	oneOf,
	someOf,
	text,
	wholeNumber,
	type Parser,
} from './parsers';

/** Whether a field is checked by its parser; contacts are read by the operation itself. */
export function hasParser({ type, parse }: Field): boolean {
	return parse !== undefined || (type !== 'json' && type !== 'fixedCollection');
}

/** The parser of a field: its own, or the one that follows from its type. */
export function parserOf(field: Field): Parser {
	if (field.parse) return field.type === 'resourceLocator' ? located(field.parse) : field.parse;
	const { minValue, maxValue, numberPrecision } = field.typeOptions ?? {};
	const bounds = { min: minValue, max: maxValue };
	switch (field.type) {
		case 'boolean':
			return flag;
		case 'number':
			return numberPrecision === 0 ? wholeNumber(bounds) : decimal(bounds);
		case 'options':
			return oneOf(choicesOf(field));
		case 'multiOptions':
			return choicesOf(field).length > 0 ? someOf(choicesOf(field)) : numericIds;
		case 'resourceLocator':
			return located(numericId);
		default:
			return text();
	}
}
