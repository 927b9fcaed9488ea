import type { Field } from '../../runtime/field';
import { InvalidValue, shown, text, type Rule } from '../../runtime/rules';

const SOUND_VOICES = [
	'alyss',
	'ermil',
	'jane',
	'oksana',
	'omazh',
	'ru-RU-Wavenet-A',
	'ru-RU-Wavenet-B',
	'ru-RU-Wavenet-C',
	'ru-RU-Wavenet-D',
	'zahar',
];

/** Two voices that only the inline sounds of POST /autocalls take. */
const AUTOCALL_VOICES = [...SOUND_VOICES, 'alena', 'filipp'].sort((a, b) =>
	a.localeCompare(b, 'en'),
);

const speech = text({ min: 1, max: 400 });

/** A text to speak; braces would be spoken as they are. */
const spokenText: Rule = (value) => {
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
		rule: spokenText,
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
			options: voices.map((voice) => ({ name: voiceName(voice), value: voice })),
			default: 'ru-RU-Wavenet-B',
			api: `${data}.voice`,
			description: 'Voice that speaks the text',
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

/** `ru-RU-Wavenet-B` is shown as `Wavenet B (Russian)`, `jane` as `Jane`. */
function voiceName(voice: string): string {
	const [, wavenet] = /^ru-RU-Wavenet-(.)$/.exec(voice) ?? [];
	return wavenet ? `Wavenet ${wavenet} (Russian)` : voice[0]?.toUpperCase() + voice.slice(1);
}
