import set from 'lodash/set';
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { bareWordIn, expressionsIn, holdsExpression } from '../declaration/expressions';
import { fieldsWithin, type Field } from '../declaration/field';
import { hasParser, parserOf } from '../declaration/fieldParser';
import { asInvalidValue, isBlank } from '../declaration/parsers';
import type { WrittenParameters } from './writtenParameters';

/** A field with the value that the person gave it. */
interface GivenField {
	field: Field;
	raw: unknown;
}

/** A field that is filled by expressions. */
export interface ExpressionField {
	field: Field;
	/** Where n8n keeps its value: `text`, `additionalFields.text`. */
	path: string;
	expressions: string[];
}

/**
 * The parameters of an operation for one item, checked: what can't be sent is refused here, with the
 * parameter's label and the item, before anything leaves.
 */
export class ItemParameters {
	/** The values of the expressions, each evaluated once. */
	private resolved?: Map<string, unknown>;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly fields: Field[],
		private readonly written: WrittenParameters,
		readonly itemIndex: number,
		/** The service's name, for messages. */
		private readonly service: string,
	) {}

	/**
	 * Returns the checked value of a parameter; undefined when an optional one is blank.
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
	 * Returns the values to send to the API, nested by the dot paths of the fields. Fields of collections that
	 * only the operation reads (the options) are checked too.
	 *
	 * @param constants values that the operation always sends, by dot path
	 * @throws NodeOperationError for the first value that can't be taken
	 */
	toApi(constants: IDataObject = {}): IDataObject {
		const values: IDataObject = {};
		for (const [path, value] of Object.entries(constants)) {
			set(values, path, value);
		}
		for (const given of this.fields
			.filter((field) => hasParser(field) && this.isShown(field))
			.flatMap((field) => this.givenIn(field))) {
			const { api } = given.field;
			const value = this.checked(given);
			if (api !== undefined && value !== undefined) {
				set(values, api, value);
			}
		}
		return values;
	}

	/**
	 * Returns the node's label of an API field: `Sound Source, entry 1` for `audio_id.0`; the field's own name
	 * when no parameter carries it.
	 *
	 * @param contactPlace names the contacts of the request: `list_id.3.number` is then
	 * `Contacts, item 7 (number)`
	 */
	labelOf(apiField: string, contactPlace?: (entry: number) => string | undefined): string {
		const fields = this.fields
			.filter((field) => this.isShown(field))
			.flatMap((field) => [field, ...fieldsWithin(field)])
			// Of several that fill a field, the later ones are shown by a choice in the earlier one.
			.reverse();
		const exact = fields.find(({ api, reports = api }) => reports === apiField);
		if (exact) return exact.displayName;
		for (const { displayName, api, reports = api, holdsContacts } of fields) {
			if (reports !== undefined && apiField.startsWith(`${reports}.`)) {
				const [, entry, part] = /^(\d+)(?:\.(.+))?$/.exec(apiField.slice(reports.length + 1)) ?? [];
				if (entry !== undefined) {
					const known = holdsContacts && contactPlace?.(Number(entry));
					const place = known || `entry ${Number(entry) + 1}`;
					return `${displayName}, ${place}${part ? ` (${part})` : ''}`;
				}
			}
		}
		return apiField;
	}

	/** A parameter as it was given, with its expressions evaluated, unchecked. */
	given(name: string): unknown {
		return this.raw(name, this.fields.find((field) => field.name === name)?.default);
	}

	/** The fields of the operation that are filled by expressions, with those that were added to collections. */
	expressionFields(): ExpressionField[] {
		return this.fields
			.filter((field) => this.isShown(field))
			.flatMap((field) => {
				const { value: written = field.default } = this.written.of(field.name);
				if (field.type !== 'collection') return [{ field, path: field.name, written }];
				return this.addedIn(field, written).map((inner) => ({
					field: inner,
					path: `${field.name}.${inner.name}`,
					written: (written as IDataObject)[inner.name],
				}));
			})
			.map(({ field, path, written }) => ({ field, path, expressions: expressionsIn(written) }))
			.filter(({ expressions }) => expressions.length > 0);
	}

	/**
	 * The value of a field for an item: as it would be sent, or as it was given if it can't be sent. Evaluates
	 * its expressions each time.
	 */
	valueFor(itemIndex: number, { field, path }: ExpressionField): unknown {
		const raw = this.context.getNodeParameter(path, itemIndex, field.default as object, {
			skipValidation: true,
		});
		try {
			return isBlank(raw) ? undefined : parserOf(field)(raw);
		} catch {
			return raw;
		}
	}

	/** Whether nothing was given for a top-level parameter, required or not. */
	isBlank(name: string): boolean {
		return isBlank(this.raw(name, undefined));
	}

	/**
	 * Refuses expressions in parameters that protect money and people. When an agent runs the node, they can
	 * hold values of its model, by `$fromAI` or as the input; the editor doesn't offer them, but a stored
	 * workflow can have them.
	 *
	 * @throws NodeOperationError that names the parameter
	 */
	assertProtectionIsFixed(): void {
		for (const field of this.fields.filter((one) => this.isShown(one))) {
			const { value: written = field.default } = this.written.of(field.name);
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
			if (field.neverBlank) {
				throw this.invalid(
					field.displayName,
					'was added, but is empty',
					'Nothing was sent. Give it a value, or remove it from the node.',
				);
			}
			return undefined;
		}
		try {
			return parserOf(field)(raw);
		} catch (error) {
			throw this.invalid(field.displayName, asInvalidValue(error).message, field.description);
		}
	}

	/** The field itself, or the fields that were added to a collection. */
	private givenIn(field: Field): GivenField[] {
		const raw = this.raw(field.name, field.default);
		if (field.type !== 'collection') return [{ field, raw }];
		const added = (raw ?? {}) as IDataObject;
		return this.addedIn(field, added).map((inner) => ({ field: inner, raw: added[inner.name] }));
	}

	/** The fields of a collection that were added to it. */
	private addedIn(collection: Field, values: unknown): Field[] {
		return fieldsWithin(collection).filter(
			(inner) => Object.hasOwn((values ?? {}) as IDataObject, inner.name) && this.isShown(inner),
		);
	}

	private isShown({ type, displayOptions: { show = {}, hide = {} } = {} }: Field): boolean {
		// A notice has no value, and only n8n's editor needs to know when it is there.
		if (type === 'notice') return false;
		const applies = ([name, values]: [string, unknown]) =>
			// A parameter that n8n has dropped, since it is hidden itself, is null here.
			(values as unknown[]).includes(this.raw(name.replace(/^\//, ''), null));
		return Object.entries(show).every(applies) && !Object.entries(hide).some(applies);
	}

	private raw(name: string, fallback: unknown): unknown {
		const { context, itemIndex } = this;
		const { value = fallback, hasExpression } = this.written.of(name);
		if (!hasExpression) return value;
		this.resolved ??= new Map();
		const { resolved } = this;
		if (!resolved.has(name)) {
			this.refuseBareWords(name, value);
			resolved.set(
				name,
				context.getNodeParameter(name, itemIndex, fallback as object, { skipValidation: true }),
			);
		}
		return resolved.get(name);
	}

	/**
	 * Refuses expressions that n8n would silently leave empty: `Hello {{name}}`.
	 *
	 * @throws NodeOperationError that names the parameter and the solution
	 */
	private refuseBareWords(name: string, written: unknown): void {
		const field = this.fields.find((one) => one.name === name && this.isShown(one));
		for (const [part, value] of partsOf(field, written)) {
			const word = expressionsIn(value).map(bareWordIn).find(Boolean);
			if (word === undefined) continue;
			throw this.invalid(
				part?.displayName ?? name,
				`is on Expression, where n8n leaves {{${word}}} empty`,
				part?.message === 'sms'
					? `Nothing was sent. Set the field to Fixed and write {{${/\w+$/.exec(word)?.[0] ?? 'name'}}}: ${this.service} puts in the value of each contact.`
					: `Nothing was sent. Write {{ $json.${word} }} for a field of the item. If the braces are part of the text, set the field to Fixed.`,
			);
		}
	}
}

/** The written value of a field, or of each field of a collection. */
function partsOf(field: Field | undefined, written: unknown): Array<[Field | undefined, unknown]> {
	if (field?.type !== 'collection' || typeof written !== 'object') return [[field, written]];
	return fieldsWithin(field).map((inner) => [inner, (written as IDataObject)[inner.name]]);
}
