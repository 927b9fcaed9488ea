import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { calendarDate } from './dates';
import { setAt } from './dotPath';
import { choicesOf, fieldsWithin, type Field } from './field';
import {
	decimal,
	flag,
	invalidValueOf,
	isBlank,
	located,
	numericId,
	numericIds,
	oneOf,
	text,
	wholeNumber,
	type Rule,
} from './rules';

/** A field with the value that the person gave it. */
interface GivenField {
	field: Field;
	raw: unknown;
}

/**
 * The parameters of an operation for one item, checked: what can't be sent is refused here, with the
 * parameter's label and the item, before anything leaves.
 */
export class ItemParameters {
	/** What n8n made of the expressions, which it works out once for each. */
	private readonly resolved = new Map<string, unknown>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly fields: Field[],
		readonly itemIndex: number,
	) {}

	/**
	 * The checked value of a parameter, or undefined when an optional one is blank.
	 *
	 * @param name a top-level parameter, or `collection.name`
	 * @throws NodeOperationError when the value can't be taken
	 */
	get<Value>(name: string): Value | undefined {
		const [outerName = '', innerName] = name.split('.');
		const given = this.fields
			.filter((field) => field.name === outerName && this.isShown(field))
			.flatMap((field) => this.givenIn(field))
			.find(({ field }) => field.name === (innerName ?? outerName));
		return given && (this.checked(given) as Value | undefined);
	}

	/**
	 * The values that go to the API, nested as the dot paths of the fields say. What was added to collections
	 * for the operation itself (the options) is checked along with them.
	 *
	 * @param constants what the operation always sends, by dot path
	 * @throws NodeOperationError for the first value that can't be taken
	 */
	toApi(constants: IDataObject = {}): IDataObject {
		const values: IDataObject = {};
		for (const [path, value] of Object.entries(constants)) {
			setAt(values, path, value);
		}
		for (const given of this.fields
			.filter((field) => hasRule(field) && this.isShown(field))
			.flatMap((field) => this.givenIn(field))) {
			const { api } = given.field;
			const value = this.checked(given);
			if (api !== undefined && value !== undefined) {
				setAt(values, api, value);
			}
		}
		return values;
	}

	/**
	 * The node's label of an API field, `list_id.3.number` giving `Contacts, entry 4 (number)`; the
	 * field's own name where no parameter carries it.
	 */
	labelOf(apiField: string): string {
		const fields = this.fields
			.filter((field) => this.isShown(field))
			.flatMap((field) => [field, ...fieldsWithin(field)])
			// Of several that fill a field, the later ones are shown by a choice in the earlier one.
			.reverse();
		const exact = fields.find(({ api, reports = api }) => reports === apiField);
		if (exact) return exact.displayName;
		for (const { displayName, api, reports = api } of fields) {
			if (reports !== undefined && apiField.startsWith(`${reports}.`)) {
				const [, entry, part] = /^(\d+)(?:\.(.+))?$/.exec(apiField.slice(reports.length + 1)) ?? [];
				if (entry !== undefined) {
					return `${displayName}, entry ${Number(entry) + 1}${part ? ` (${part})` : ''}`;
				}
			}
		}
		return apiField;
	}

	/**
	 * Refuses expressions in what protects money and people. Where an agent runs the node they can hold what
	 * its model says, by `$fromAI` or as the input; the editor doesn't offer them, but a stored workflow can.
	 *
	 * @throws NodeOperationError that names the parameter
	 */
	assertProtectionIsFixed(): void {
		for (const field of this.fields.filter((one) => this.isShown(one))) {
			const written = this.written(field.name, field.default);
			const values =
				field.type === 'collection'
					? fieldsWithin(field).map(
							(inner) => [inner, (written as IDataObject)[inner.name]] as const,
						)
					: [[field, written] as const];
			const open = values.find(([{ protects }, value]) => protects && holdsExpression(value));
			if (open) {
				throw this.invalid(
					open[0].displayName,
					'takes a fixed value only, since an AI agent uses this node as its tool',
					'Nothing was sent. It protects money and people, so the model must not set it: choose the value yourself, or leave the option out.',
				);
			}
		}
	}

	/** The label and the checked value of a parameter, for a message about it. */
	subject(name: string): { label: string; value: string | number } | undefined {
		const field = this.fields.find((candidate) => candidate.name === name);
		return field && { label: field.displayName, value: this.get<string | number>(name) ?? '' };
	}

	/** An error about a parameter of this item, worded to follow its label. */
	invalid(label: string, problem: string, description?: string): NodeOperationError {
		return new NodeOperationError(
			this.context.getNode(),
			`"${label}" ${problem} [item ${this.itemIndex}]`,
			{ itemIndex: this.itemIndex, description },
		);
	}

	private checked({ field, raw }: GivenField): unknown {
		if (isBlank(raw)) {
			if (field.required) {
				throw this.invalid(field.displayName, 'is required, but is empty', field.description);
			}
			return undefined;
		}
		try {
			return ruleOf(field)(raw);
		} catch (error) {
			throw this.invalid(field.displayName, invalidValueOf(error).message, field.description);
		}
	}

	/** The field itself, or what was added of a collection. */
	private givenIn(field: Field): GivenField[] {
		const raw = this.raw(field.name, field.default);
		if (field.type !== 'collection') return [{ field, raw }];
		const added = (raw ?? {}) as IDataObject;
		return fieldsWithin(field)
			.filter((inner) => Object.hasOwn(added, inner.name) && this.isShown(inner))
			.map((inner) => ({ field: inner, raw: added[inner.name] }));
	}

	private isShown({ displayOptions: { show = {}, hide = {} } = {} }: Field): boolean {
		const applies = ([name, values]: [string, unknown]) =>
			// A parameter that n8n has dropped, since it is hidden itself, is null here.
			(values as unknown[]).includes(this.raw(name.replace(/^\//, ''), null));
		return Object.entries(show).every(applies) && !Object.entries(hide).some(applies);
	}

	private raw(name: string, fallback: unknown): unknown {
		const { context, itemIndex, resolved } = this;
		const written = this.written(name, fallback);
		if (!holdsExpression(written)) return written;
		if (!resolved.has(name)) {
			resolved.set(
				name,
				context.getNodeParameter(name, itemIndex, fallback as object, { skipValidation: true }),
			);
		}
		return resolved.get(name);
	}

	private written(name: string, fallback: unknown): unknown {
		return this.context.getNodeParameter(name, this.itemIndex, fallback as object, AS_WRITTEN);
	}
}

/** n8n's own check of types goes through all parameters of the node; ours are checked by their rules. */
const AS_WRITTEN = { rawExpressions: true, skipValidation: true };

function holdsExpression(written: unknown): boolean {
	if (typeof written === 'string') return written.startsWith('=');
	return (
		typeof written === 'object' && written !== null && Object.values(written).some(holdsExpression)
	);
}

/** Whether a field is checked by its rule; of contacts, the operation itself makes sense. */
function hasRule({ type, rule }: Field): boolean {
	return rule !== undefined || (type !== 'json' && type !== 'fixedCollection');
}

function ruleOf(field: Field): Rule {
	if (field.rule) return field.type === 'resourceLocator' ? located(field.rule) : field.rule;
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
			return numericIds;
		case 'dateTime':
			return calendarDate;
		case 'resourceLocator':
			return located(numericId);
		default:
			return text();
	}
}
