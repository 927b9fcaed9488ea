import type { INodePropertyOptions } from 'n8n-workflow';

import { VOICES } from '../../service/voices';
import type { Field } from '../../../shared/declaration/field';
import { InvalidValue, shown, text, type Parser } from '../../../shared/declaration/parsers';

/** The place of synthesis data in a request, and the voices available there. */
export interface SpeechPlace {
	/** Dot path of the API's synthesis data. */
	data: string;
	voices: INodePropertyOptions[];
}

/** POST /sounds */
export const OWN_SOUND: SpeechPlace = { data: 'data.0', voices: VOICES['POST /sounds'] };

/** A sound that is created with its campaign. */
export const CAMPAIGN_SOUND: SpeechPlace = {
	data: 'audio_id.0.data',
	voices: VOICES['POST /autocalls'],
};

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

/** The text to speak. */
export function speechTextField({ data }: SpeechPlace): Field {
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
		description: 'Text for the voice to read, at most 400 characters',
	};
}

/** The voice that speaks. */
export function voiceField({ data, voices }: SpeechPlace): Field {
	return {
		displayName: 'Voice',
		name: 'voice',
		type: 'options',
		options: voices,
		default: 'ru-RU-Wavenet-B',
		api: `${data}.voice`,
		description: 'Voice that reads the text; all voices speak Russian',
	};
}

/** Voice, speed and pitch. */
export function voiceFields(place: SpeechPlace): Field[] {
	const { data } = place;
	return [
		voiceField(place),
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
