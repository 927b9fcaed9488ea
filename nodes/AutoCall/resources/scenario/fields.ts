import type { Field } from '../../../shared/declaration/field';
import { jsonText } from '../../../shared/declaration/parsers';

/** The structure of a scenario. */
export const dataField: Field = {
	displayName: 'Structure (JSON)',
	name: 'data',
	type: 'json',
	default: '{}',
	api: 'data',
	parse: jsonText,
	description:
		'The structure of the scenario as JSON. To see an example, build a scenario at autocall.kz and use Get with Simplify off.',
};
