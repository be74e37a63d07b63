/** Former and present names of places, by area; both without the area. */
const WITHIN_AREAS = {
  Africa: `Asmera Asmara;Timbuktu Bamako`,
  America: `Atka Adak;Buenos_Aires Argentina/Buenos_Aires;Catamarca Argentina/Catamarca;Coral_Harbour Atikokan
Cordoba Argentina/Cordoba;Fort_Wayne Indiana/Indianapolis;Godthab Nuuk;Indianapolis Indiana/Indianapolis
Jujuy Argentina/Jujuy;Knox_IN Indiana/Knox;Louisville Kentucky/Louisville;Mendoza Argentina/Mendoza
Virgin St_Thomas`,
  Antarctica: `South_Pole McMurdo`,
  Asia: `Ashkhabad Ashgabat;Calcutta Kolkata;Chungking Chongqing;Dacca Dhaka;Katmandu Kathmandu;Macao Macau
Rangoon Yangon;Saigon Ho_Chi_Minh;Thimbu Thimphu;Ujung_Pandang Makassar;Ulan_Bator Ulaanbaatar`,
  Atlantic: `Faeroe Faroe`,
  Australia: `ACT Canberra;LHI Lord_Howe;NSW Sydney;North Darwin;Queensland Brisbane;South Adelaide;Tasmania Hobart
Victoria Melbourne;West Perth;Yancowinna Broken_Hill`,
  Europe: `Kiev Kyiv`,
  Pacific: `Enderbury Kanton;Ponape Pohnpei;Samoa Pago_Pago;Truk Chuuk`,
};

/** Names whose present one is in another area, most of them of countries. */
const ACROSS_AREAS = `Asia/Istanbul Europe/Istanbul;Brazil/Acre America/Rio_Branco;Brazil/DeNoronha America/Noronha
Brazil/East America/Sao_Paulo;Brazil/West America/Manaus;Canada/Atlantic America/Halifax
Canada/Central America/Winnipeg;Canada/Eastern America/Toronto;Canada/Mountain America/Edmonton
Canada/Newfoundland America/St_Johns;Canada/Pacific America/Vancouver;Canada/Saskatchewan America/Regina
Canada/Yukon America/Whitehorse;Chile/Continental America/Santiago;Chile/EasterIsland Pacific/Easter
Cuba America/Havana;Egypt Africa/Cairo;Eire Europe/Dublin;Europe/Nicosia Asia/Nicosia;GB Europe/London
GB-Eire Europe/London;Hongkong Asia/Hong_Kong;Iceland Atlantic/Reykjavik;Iran Asia/Tehran;Israel Asia/Jerusalem
Jamaica America/Jamaica;Japan Asia/Tokyo;Kwajalein Pacific/Kwajalein;Libya Africa/Tripoli
Mexico/BajaNorte America/Tijuana;Mexico/BajaSur America/Mazatlan;Mexico/General America/Mexico_City
NZ Pacific/Auckland;NZ-CHAT Pacific/Chatham;Navajo America/Denver;PRC Asia/Shanghai;Poland Europe/Warsaw
Portugal Europe/Lisbon;ROC Asia/Taipei;ROK Asia/Seoul;Singapore Asia/Singapore;Turkey Europe/Istanbul
US/Alaska America/Anchorage;US/Aleutian America/Adak;US/Arizona America/Phoenix;US/Central America/Chicago
US/East-Indiana America/Indiana/Indianapolis;US/Eastern America/New_York;US/Hawaii Pacific/Honolulu
US/Indiana-Starke America/Indiana/Knox;US/Michigan America/Detroit;US/Mountain America/Denver
US/Pacific America/Los_Angeles;US/Samoa Pacific/Pago_Pago;W-SU Europe/Moscow`;

const pairsIn = (text: string, area: string): readonly (readonly [former: string, present: string])[] =>
  text
    .split(/[;\n]/)
    .map((entry) => entry.split(' '))
    .map(([former = '', present = '']) => [`${area}${former}`.toLowerCase(), `${area}${present}`]);

/** Present names of places by their former ones in lower case. */
const renamed = new Map([
  ...Object.entries(WITHIN_AREAS).flatMap(([area, text]) => pairsIn(text, `${area}/`)),
  ...pairsIn(ACROSS_AREAS, ''),
]);

const UNIVERSAL = /^(etc\/)?(utc|uct|universal|zulu|greenwich|gmt([+-]?0)?)$/i;
const FIXED = /^etc\/gmt([+-])(\d{1,2})$/i;

/** Returns what the IANA database calls this place today: `Asia/Kolkata` for `Asia/Calcutta`, any other name as it is. */
export const todaysZone = (timeZone: string): string => renamed.get(timeZone.toLowerCase()) ?? timeZone;

/**
 * Returns the name of a zone for people, with the city as it is called today: `America/Los Angeles` for `US/Pacific`.
 * `Etc/GMT-2` is `UTC+02:00`, because its sign is the opposite of what people write.
 */
export const zoneName = (timeZone: string): string => {
  if (UNIVERSAL.test(timeZone)) return 'UTC';
  const [, sign, hours] = FIXED.exec(timeZone) ?? [];
  if (hours !== undefined) return `UTC${sign === '-' ? '+' : '-'}${hours.padStart(2, '0')}:00`;
  return todaysZone(timeZone).replaceAll('_', ' ');
};
