import type { Field } from './field';

/** A thing that a resource locator points at. */
interface LocatorOptions {
	displayName: string;
	name: string;
	description: string;
	/** Method of the node's `methods/listSearch`. */
	searchListMethod: string;
	/** An ID as an example: `73`. */
	example: string;
	parse?: Field['parse'];
}

/** A parameter that names one thing: From List with search, or By ID. */
export function locator({ searchListMethod, example, ...field }: LocatorOptions): Field {
	return {
		...field,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${example}`,
			},
		],
	};
}
