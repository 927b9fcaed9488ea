import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { foreignText } from '../../../../../nodes/shared/transport/foreignText';
import { recordsOf } from './records';

/** The languages of spoken texts, by their codes. */
export async function getLanguages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const languages = await recordsOf(this, 'getAvailableLanguages');
	return languages.map(({ name, defaultLangCode }) => ({
		name: foreignText(name) || foreignText(defaultLangCode),
		value: String(defaultLangCode),
	}));
}
