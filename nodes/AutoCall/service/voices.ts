import type { INodePropertyOptions } from 'n8n-workflow';

/** The voices of the API; they are of Google (Wavenet) and Yandex SpeechKit, which document language and sex. */
const SOUND_VOICES: INodePropertyOptions[] = [
	{ name: 'Alyss (Russian, Female)', value: 'alyss' },
	{ name: 'Ermil (Russian, Male)', value: 'ermil' },
	{ name: 'Jane (Russian, Female)', value: 'jane' },
	{ name: 'Oksana (Russian, Female)', value: 'oksana' },
	{ name: 'Omazh (Russian, Female)', value: 'omazh' },
	{ name: 'Wavenet A (Russian, Female)', value: 'ru-RU-Wavenet-A' },
	{ name: 'Wavenet B (Russian, Male)', value: 'ru-RU-Wavenet-B' },
	{ name: 'Wavenet C (Russian, Female)', value: 'ru-RU-Wavenet-C' },
	{ name: 'Wavenet D (Russian, Male)', value: 'ru-RU-Wavenet-D' },
	{ name: 'Zahar (Russian, Male)', value: 'zahar' },
];

/** The voices of each endpoint: POST /autocalls has two more. */
export const VOICES = {
	'POST /sounds': SOUND_VOICES,
	'POST /autocalls': [
		{ name: 'Alena (Russian, Female)', value: 'alena' },
		...SOUND_VOICES.slice(0, 2),
		{ name: 'Filipp (Russian, Male)', value: 'filipp' },
		...SOUND_VOICES.slice(2),
	],
};
