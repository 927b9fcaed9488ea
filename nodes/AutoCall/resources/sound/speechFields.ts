import type { Field } from '../../../shared/declaration/field';
import { InvalidValue, shown, text, type Parser } from '../../../shared/declaration/parsers';

type Voice = [value: string, name: string];

/** The voices of the API; they are of Google (Wavenet) and Yandex SpeechKit, who say language and sex. */
const SOUND_VOICES: Voice[] = [
	['alyss', 'Alyss (Russian, Female)'],
	['ermil', 'Ermil (Russian, Male)'],
	['jane', 'Jane (Russian, Female)'],
	['oksana', 'Oksana (Russian, Female)'],
	['omazh', 'Omazh (Russian, Female)'],
	['ru-RU-Wavenet-A', 'Wavenet A (Russian, Female)'],
	['ru-RU-Wavenet-B', 'Wavenet B (Russian, Male)'],
	['ru-RU-Wavenet-C', 'Wavenet C (Russian, Female)'],
	['ru-RU-Wavenet-D', 'Wavenet D (Russian, Male)'],
	['zahar', 'Zahar (Russian, Male)'],
];

/** Two voices more, which only the inline sounds of POST /autocalls take. */
const AUTOCALL_VOICES: Voice[] = [
	['alena', 'Alena (Russian, Female)'],
	...SOUND_VOICES.slice(0, 2),
	['filipp', 'Filipp (Russian, Male)'],
	...SOUND_VOICES.slice(2),
];

const speech = text({ min: 1, max: 400 });

/** A text to speak; braces would be spoken as they are. */
const spokenText: Parser = (value) => {
	const written = speech(value) as string;
	const [braces] = /\{\{[^{}]*(?:\}\}|$)/.exec(written) ?? [];
	if (braces !== undefined) {
		throw new InvalidValue(
			`has ${shown(braces)}, but a spoken text has no variables: set it to Expression and write {{ $json.name }} for a field of the item`,
		);
	}
	return written;
};

/** The text to speak. @param data dot path of the API's synthesis data: `data.0`, `audio_id.0.data` */
export function speechTextField(data: string): Field {
	return {
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		api: `${data}.text`,
		parse: spokenText,
		message: 'speech',
		placeholder: 'e.g. Hello, your order is ready',
		description: 'What the voice says, at most 400 characters',
	};
}

/** Voice, speed and pitch. @param data as in `speechTextField` */
export function voiceFields(data: string): Field[] {
	const voices = data.startsWith('audio_id') ? AUTOCALL_VOICES : SOUND_VOICES;
	return [
		{
			displayName: 'Voice',
			name: 'voice',
			type: 'options',
			options: voices.map(([value, name]) => ({ name, value })),
			default: 'ru-RU-Wavenet-B',
			api: `${data}.voice`,
			description: 'Voice that speaks the text; all of them speak Russian',
		},
		{
			displayName: 'Speed',
			name: 'speed',
			type: 'number',
			typeOptions: { minValue: 0.25, maxValue: 4, numberPrecision: 2 },
			default: 1,
			api: `${data}.speed`,
			description: 'How fast the voice speaks: 1 is normal, 0.25 the slowest, 4 the fastest',
		},
		{
			displayName: 'Pitch',
			name: 'pitch',
			type: 'number',
			typeOptions: { minValue: -20, maxValue: 20, numberPrecision: 1 },
			default: 0,
			api: `${data}.pitch`,
			description: 'How high the voice is: 0 is normal, -20 the lowest, 20 the highest',
		},
	];
}
