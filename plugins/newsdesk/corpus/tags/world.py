"""Countries with the words for their people, and bodies known by their initials: what any newspaper takes for granted."""

from __future__ import annotations

COUNTRIES = """\
Afghanistan: Afghan, Afghans
Albania: Albanian, Albanians
Algeria: Algerian, Algerians
Angola: Angolan, Angolans
Argentina: Argentine, Argentines, Argentinian, Argentinians
Armenia: Armenian, Armenians
Australia: Australian, Australians
Austria: Austrian, Austrians
Azerbaijan: Azerbaijani, Azerbaijanis, Azeri
Bahamas: Bahamian, Bahamians
Bahrain: Bahraini, Bahrainis
Bangladesh: Bangladeshi, Bangladeshis
Barbados: Barbadian
Belarus: Belarusian, Belarusians, Belarussian
Belgium: Belgian, Belgians
Belize: Belizean
Benin: Beninese
Bhutan: Bhutanese
Bolivia: Bolivian, Bolivians
Bosnia and Herzegovina: Bosnia, Bosnian, Bosnians, Bosnia-Herzegovina
Botswana: Botswanan
Brazil: Brazilian, Brazilians
Brunei: Bruneian
Bulgaria: Bulgarian, Bulgarians
Burkina Faso: Burkinabe
Burundi: Burundian, Burundians
Cambodia: Cambodian, Cambodians
Cameroon: Cameroonian, Cameroonians
Canada: Canadian, Canadians
Cape Verde: Cape Verdean
Central African Republic:
Chad: Chadian, Chadians
Chile: Chilean, Chileans
China: Chinese, People's Republic of China, PRC
Colombia: Colombian, Colombians
Costa Rica: Costa Rican, Costa Ricans
Croatia: Croatian, Croatians, Croat, Croats
Cuba: Cuban, Cubans
Cyprus: Cypriot, Cypriots
Czech Republic: Czech, Czechs, Czechia
Czechoslovakia: Czechoslovak
Democratic Republic of the Congo: Democratic Republic of Congo, DR Congo, DRC, Congo-Kinshasa, Zaire
Denmark: Danish, Dane, Danes
Djibouti: Djiboutian
Dominican Republic:
East Germany: East German, East Germans
East Timor: Timor-Leste, East Timorese
Ecuador: Ecuadorian, Ecuadorean, Ecuadoreans, Ecuadorians
Egypt: Egyptian, Egyptians
El Salvador: Salvadoran, Salvadorans, Salvadorean
Equatorial Guinea:
Eritrea: Eritrean, Eritreans
Estonia: Estonian, Estonians
Ethiopia: Ethiopian, Ethiopians
Fiji: Fijian, Fijians
Finland: Finnish, Finn, Finns
France: French, Frenchman, Frenchmen
Gabon: Gabonese
Gambia: The Gambia, Gambian
Georgia: Georgian, Georgians
Germany: German, Germans
Ghana: Ghanaian, Ghanaians
Greece: Greek, Greeks
Grenada: Grenadian
Guatemala: Guatemalan, Guatemalans
Guinea: Guinean
Guinea-Bissau:
Guyana: Guyanese
Haiti: Haitian, Haitians
Honduras: Honduran, Hondurans
Hong Kong: Hongkonger, Hongkongers
Hungary: Hungarian, Hungarians
Iceland: Icelandic, Icelander, Icelanders
India: Indian, Indians
Indonesia: Indonesian, Indonesians
Iran: Iranian, Iranians
Iraq: Iraqi, Iraqis
Ireland: Irish, Irishman
Israel: Israeli, Israelis
Italy: Italian, Italians
Ivory Coast: Ivorian, Ivorians, Cote d'Ivoire, Côte d'Ivoire
Jamaica: Jamaican, Jamaicans
Japan: Japanese
Jordan: Jordanian, Jordanians
Kazakhstan: Kazakh, Kazakhs
Kenya: Kenyan, Kenyans
Kosovo: Kosovar, Kosovars
Kuwait: Kuwaiti, Kuwaitis
Kyrgyzstan: Kyrgyz
Laos: Laotian, Laotians
Latvia: Latvian, Latvians
Lebanon: Lebanese
Lesotho: Basotho
Liberia: Liberian, Liberians
Libya: Libyan, Libyans
Liechtenstein:
Lithuania: Lithuanian, Lithuanians
Luxembourg:
Madagascar: Malagasy
Malawi: Malawian, Malawians
Malaysia: Malaysian, Malaysians
Maldives: Maldivian
Mali: Malian, Malians
Malta: Maltese
Mauritania: Mauritanian
Mauritius: Mauritian
Mexico: Mexican, Mexicans
Moldova: Moldovan, Moldovans
Monaco: Monegasque
Mongolia: Mongolian, Mongolians
Montenegro: Montenegrin, Montenegrins
Morocco: Moroccan, Moroccans
Mozambique: Mozambican
Myanmar: Burma, Burmese
Namibia: Namibian
Nauru:
Nepal: Nepalese, Nepali
Netherlands: Dutch, Dutchman, Holland
New Zealand: New Zealander, New Zealanders, N.Z., NZ
Nicaragua: Nicaraguan, Nicaraguans
Niger: Nigerien
Nigeria: Nigerian, Nigerians
North Korea: North Korean, North Koreans, DPRK
North Macedonia: Macedonia, Macedonian
Norway: Norwegian, Norwegians
Oman: Omani, Omanis
Pakistan: Pakistani, Pakistanis
Palestine: Palestinian, Palestinians, Palestinian territories
Panama: Panamanian, Panamanians
Papua New Guinea:
Paraguay: Paraguayan
Peru: Peruvian, Peruvians
Philippines: Philippine, Filipino, Filipinos
Poland: Polish, Pole, Poles
Portugal: Portuguese
Puerto Rico: Puerto Rican, Puerto Ricans
Qatar: Qatari, Qataris
Republic of the Congo: Congo-Brazzaville
Romania: Romanian, Romanians
Russia: Russian, Russians, Russian Federation
Rwanda: Rwandan, Rwandans
Samoa: Samoan
Saudi Arabia: Saudi, Saudis, Saudi Arabian
Senegal: Senegalese
Serbia: Serbian, Serbians, Serb, Serbs
Sierra Leone: Sierra Leonean
Singapore: Singaporean, Singaporeans
Slovakia: Slovak, Slovaks
Slovenia: Slovenian, Slovene
Solomon Islands:
Somalia: Somali, Somalis
South Africa: South African, South Africans
South Korea: South Korean, South Koreans
South Sudan: South Sudanese
Soviet Union: Soviet, Soviets, USSR, U.S.S.R.
Spain: Spanish, Spaniard, Spaniards
Sri Lanka: Sri Lankan, Sri Lankans
Sudan: Sudanese
Suriname: Surinamese
Swaziland: Swazi, Eswatini
Sweden: Swedish, Swede, Swedes
Switzerland: Swiss
Syria: Syrian, Syrians
Taiwan: Taiwanese
Tajikistan: Tajik, Tajiks
Tanzania: Tanzanian, Tanzanians
Thailand: Thai, Thais
Togo: Togolese
Tonga: Tongan
Trinidad and Tobago: Trinidad, Trinidadian
Tunisia: Tunisian, Tunisians
Turkey: Turkish, Turk, Turks, Türkiye
Turkmenistan: Turkmen
Uganda: Ugandan, Ugandans
Ukraine: Ukrainian, Ukrainians
United Arab Emirates: UAE, U.A.E., Emirati, Emiratis
United Kingdom: UK, U.K., Britain, Great Britain, British, Briton, Britons
United States: US, U.S., USA, U.S.A., American, Americans, United States of America, America
Uruguay: Uruguayan, Uruguayans
Uzbekistan: Uzbek, Uzbeks
Vanuatu:
Vatican City: Vatican, Holy See
Venezuela: Venezuelan, Venezuelans
Vietnam: Vietnamese, Viet Nam
West Germany: West German, West Germans
Yemen: Yemeni, Yemenis
Yugoslavia: Yugoslav, Yugoslavs
Zambia: Zambian, Zambians
Zimbabwe: Zimbabwean, Zimbabweans
"""
"""A name, and after the colon what else stands for it; the demonyms are those of common English usage, also for states
that are gone, since a brief may hold old stories."""

REGIONS = """\
Africa:
Antarctica:
Arctic: Arctic Circle
Asia:
Atlantic Ocean: Atlantic
Balkans:
Baltic states: Baltics
Caribbean:
Caucasus: South Caucasus
Central America:
Central Asia:
Eastern Europe:
Europe:
Horn of Africa:
Indian Ocean:
Latin America:
Middle East: Mideast
North Africa:
Northern Ireland:
Pacific Ocean:
Persian Gulf: Arabian Gulf
Red Sea:
Sahel:
Scandinavia:
South America:
South China Sea:
Southeast Asia: South-East Asia
Western Europe:
"""
"""Parts of the world; oceans, too, since "Indian" alone is India."""

BODIES = """\
African Development Bank:
African Union: AU
Arab League: League of Arab States
ASEAN: Association of Southeast Asian Nations
Asian Development Bank:
Central Intelligence Agency: CIA, C.I.A.
European Central Bank: ECB
European Community: EC, E.C., EEC, European Economic Community
European Union: EU, E.U.
Federal Bureau of Investigation: FBI, F.B.I.
Federal Reserve: Fed, Federal Reserve Board
GATT: General Agreement on Tariffs and Trade
Gulf Cooperation Council: GCC
International Court of Justice: ICJ
International Atomic Energy Agency: IAEA
International Criminal Court: ICC
International Labour Organization: ILO, International Labor Organization
International Maritime Organization: IMO
International Monetary Fund: IMF, I.M.F.
Interpol:
NASA: National Aeronautics and Space Administration
NATO: North Atlantic Treaty Organization, North Atlantic Treaty Organisation
OECD: Organization for Economic Cooperation and Development, Organisation for Economic Co-operation and Development, Organisation for Economic Cooperation and Development
Organization of American States: OAS
Organization for Security and Co-operation in Europe: OSCE
OPEC: Organization of the Petroleum Exporting Countries, Organization of Petroleum Exporting Countries
Red Cross: International Committee of the Red Cross, ICRC
UN Conference on Trade and Development: UNCTAD, U.N. Conference on Trade and Development, United Nations Conference on Trade and Development
UN refugee agency: UNHCR, U.N. refugee agency, United Nations High Commissioner for Refugees
US Congress: U.S. Congress, United States Congress
US House of Representatives: U.S. House of Representatives, United States House of Representatives, U.S. House, US House
US Senate: U.S. Senate, United States Senate
US Supreme Court: U.S. Supreme Court, United States Supreme Court, Supreme Court of the United States
United Nations: UN, U.N.
United Nations Security Council: UN Security Council, U.N. Security Council, Security Council
UNESCO: United Nations Educational, Scientific and Cultural Organization
UNICEF: United Nations Children's Fund
World Bank: International Bank for Reconstruction and Development
World Food Programme: WFP, World Food Program
World Health Organization: WHO, World Health Organisation
World Trade Organization: WTO, World Trade Organisation
"""
"""Bodies of many states, and a few agencies that papers never spell out."""
