import { text } from '../../../../../../nodes/shared/declaration/parsers';
import { ApiFailure } from '../../../../../../nodes/shared/transport/apiFailure';
import { foreignText } from '../../../../../../nodes/shared/transport/foreignText';
import { asObject } from '../../../../../../nodes/shared/transport/responseShape';
import { defineOperation } from '../../service/defineOperation';
import { phoneNumber } from '../../service/numbers';
import { isError, objectsIn, readWords } from '../../service/responses';

export default defineOperation({
	name: 'Send',
	action: 'Send a flash call to verify a phone number',
	description:
		'Ring a phone from a number whose last four digits are your code, to compare with what the person enters',
	endpoint: 'POST /apiVerificationPhones/confirmPhone',
	fields: [
		{
			displayName: 'Phone',
			name: 'phone',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. +7 701 123 45 67',
			api: 'phone',
			parse: phoneNumber,
			description: 'Phone number to ring, with its country code, in any usual way of writing',
		},
		{
			displayName: 'Code',
			name: 'pin',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 7482',
			api: 'pin',
			parse: text({ pattern: /^\d{4}$/, patternText: 'must be 4 digits' }),
			description:
				'The four digits that the calling number ends with. Write a new one for each call, such as {{ Math.floor(1000 + Math.random() * 9000) }}.',
		},
	],
	result(response, call) {
		if (!objectsIn(asObject(response).data).some(isError)) {
			return { ...call.request().body, sent: true };
		}
		const serviceMessage = foreignText(readWords(response).message);
		throw new ApiFailure({ method: 'POST', status: 200, isRefused: true, serviceMessage });
	},
	howToCheck: 'The phone may have rung: ask its owner before you call again.',
});
