import { defineOperation } from '../../service/defineOperation';
import { soundId } from '../locators';

export default defineOperation({
	name: 'Get',
	action: 'Get a sound',
	description: 'Get a sound with the result of its moderation and a link to listen to it',
	endpoint: 'GET /sounds/{soundId}',
	fields: [soundId],
	simplify: [
		'id',
		'client_id',
		'name',
		'duration',
		'confirmed',
		'comment',
		'confirmed_at',
		'created_at',
		'playback_url',
		'used',
	],
});
