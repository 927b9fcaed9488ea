import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../../../shared/call/operationCall';
import type { Field } from '../../../shared/declaration/field';
import { oneRecipientOptions } from '../../campaigns/campaignOptions';
import type { CampaignRequest } from '../../campaigns/checkedCampaign';
import { effectOf } from '../../campaigns/identicalCampaigns';
import { CALL_NOW } from '../../campaigns/kinds';
import { checkOne, extraField, numberField, sendToOne } from '../../campaigns/oneRecipient';
import { resultFields, waitForResult } from '../../campaigns/waitForResult';
import { defineOperation } from '../../service/defineOperation';
import {
	callerIdField,
	maxTriesField,
	recordField,
	textIfUnanswered,
	triesIntervalField,
} from '../autocall/fields';
import { additionalFields, clientIdField, nameField } from '../commonFields';
import { scenarioId, soundId } from '../locators';
import { CAMPAIGN_SOUND, speechTextField, voiceField } from '../sound/speechFields';

const shownFor = (messageSource: string, field: Field): Field => ({
	...field,
	displayOptions: { show: { messageSource: [messageSource] } },
});

export default defineOperation({
	name: 'Make',
	action: 'Call one person',
	description:
		'Call one person now, with text read by a voice, a sound or an interactive scenario; a moderator may check it first',
	endpoint: 'POST /autocalls',
	returns: 'id',
	fields: [
		numberField,
		{
			displayName: 'Message',
			name: 'messageSource',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Existing Sound', value: 'existing', description: 'A sound from your account' },
				{
					name: 'Interactive Scenario',
					value: 'scenario',
					description: 'A scenario that asks questions and reacts to the answers',
				},
				{
					name: 'Text to Speech',
					value: 'text',
					description: 'Text read by a voice; it is charged, and moderators check it first',
				},
			],
			default: 'text',
			reports: 'audio_id',
			description: 'What the person hears',
		},
		shownFor('text', speechTextField(CAMPAIGN_SOUND)),
		shownFor('text', voiceField(CAMPAIGN_SOUND)),
		{ ...shownFor('existing', soundId), api: 'audio_id.0', description: 'The sound to play' },
		{
			...shownFor('scenario', scenarioId),
			api: 'scenario_id',
			description: 'The scenario that talks to the person',
		},
		...resultFields,
		additionalFields([
			callerIdField,
			clientIdField(60),
			extraField(CALL_NOW),
			maxTriesField,
			nameField,
			recordField,
			// Without variables, which only texts for many have.
			{ ...omit(textIfUnanswered, ['hint', 'message']), name: 'smsUnansweredText' },
			triesIntervalField,
		]),
	],
	options: oneRecipientOptions,
	itemsAtOnce: 5,
	check: async (call) => await checkOne(call, CALL_NOW, callRequest(call)),
	effect: (_call, campaign) => effectOf(CALL_NOW, campaign),
	run: async (call, campaign) => await sendToOne(call, CALL_NOW, campaign),
	afterwards: waitForResult(CALL_NOW),
	failures: CALL_NOW.failures,
	howToCheck: 'Use Autocall → Get Many to check whether it exists before you run this again.',
});

function callRequest(call: OperationCall): CampaignRequest {
	const { body: { audio_id: audio, ...given } = {}, ...request } = call.request();
	const body: IDataObject = { ...given, type: 'regular' };
	if (given.text_unanswered !== undefined) body.sms_unanswered = true;
	switch (call.parameters.get('messageSource')) {
		case 'scenario':
			body.type = 'interactive';
			break;
		case 'existing':
			body.audio_id = audio;
			break;
		default:
			body.audio_id = [{ type: 'synthesis', ...(audio as IDataObject[])[0] }];
	}
	return { ...request, body };
}
