import type { Field } from '../../../shared/declaration/field';
import { jsonText } from '../../../shared/declaration/parsers';

/** What the scenario says and asks. */
export const dataField: Field = {
	displayName: 'Structure (JSON)',
	name: 'data',
	type: 'json',
	default: '{}',
	api: 'data',
	parse: jsonText,
	description:
		'The structure of the scenario as JSON. To see one, build a scenario at autocall.kz and read it with Get, Simplify off.',
};
