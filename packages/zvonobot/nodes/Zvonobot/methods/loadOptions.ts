import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { foreignText } from '../../../../../nodes/shared/transport/foreignText';
import { recordsOf } from './records';

/** The languages of spoken texts, by their codes. */
export async function getLanguages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const languages = await recordsOf(this, 'getAvailableLanguages');
	return languages.flatMap(({ name, defaultLangCode }) => {
		const value = foreignText(defaultLangCode);
		return value === '' ? [] : { name: foreignText(name) || value, value };
	});
}
