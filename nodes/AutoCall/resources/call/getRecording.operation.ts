import { defineOperation } from '../../service/defineOperation';
import { outputFileField, recordingOf } from '../../../shared/execution/audio';
import { callId } from './fields';

export default defineOperation({
	name: 'Get Recording',
	action: 'Get the recording of a call',
	description: 'Download the recording of a call, if its autocall was created with Record Calls',
	endpoint: 'GET /calls/recordings/{callId}',
	fields: [callId, outputFileField],
	async run(call) {
		return await recordingOf(call, `call-${call.parameters.get<number>('callId')}`);
	},
	failures: {
		404: {
			message: 'There is no recording of this call',
			description:
				'Check the Call ID. A call is recorded only if its autocall was created with Record Calls and someone answered.',
		},
	},
});
