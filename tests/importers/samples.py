# ruff: noqa: E501
"""Pages on workshops as institutions write them, each with what a careful reader would note down."""

SPANISH_LIST = """\
Departamento de Desarrollo Económico

Talleres sobre políticas públicas para las MIPYME

Promoción y mejoramiento de la competitividad y productividad de las PYME en el Caribe
San Diego, California: 6 y 7 de septiembre de 2011
Organizado en cooperación con la Agencia de Desarrollo de Exportaciones del Caribe, ASBDC y el SBDC Regional de la Universidad de Texas en San Antonio, con financiamiento de la Misión de los Estados Unidos ante la OEA

Aspectos destacados:

• El tercer taller regional se celebró en el marco de la Conferencia Anual de la ASBDC, que reúne a más de 1.800 representantes.
• Un nuevo proyecto ayudará a mejorar el acceso de las MIPYME de la CARICOM a servicios sostenibles.

» Visitar el sitio del evento

Comercio y pobreza: políticas públicas complementarias
Ciudad de Panamá, Panamá: 3 y 4 de diciembre de 2009
Organizado por la SEDI en coordinación con el Ministerio de Comercio e Industrias de Panamá y la CEPAL

Aspectos destacados:

• El Diálogo Regional ofreció a los responsables de políticas una oportunidad para intercambiar lecciones aprendidas.
• Se presentaron casos exitosos de MIPYME y pequeños productores que accedieron a los mercados internacionales.

» Visitar el sitio del evento
"""

SPANISH_PROSE = """\
Taller regional sobre financiamiento de las PYME

La Organización de los Estados Americanos realizó el taller en la ciudad de Lima, Perú, los días 24 y 25 de julio de 2012, con el apoyo del Banco Interamericano de Desarrollo (BID) y de la Cooperación Española.

Participaron delegados de catorce países.

Lecciones aprendidas

1. Los fondos de garantía requieren reglas claras y estables.
2. Perú y Colombia compartieron su experiencia con el factoraje electrónico.

Más información
"""

LABELLED = """\
Report

Title: Digital Tools for Small Exporters
Date: 28 June - 1 July 2011
Venue: Hilton Hotel, Port of Spain, Trinidad and Tobago
Organizers: OAS; Caribbean Export Development Agency
Partners: ECLAC, University of the West Indies
Funded by: Government of Canada

Background

This workshop was the second of its kind.

Key messages

- Exporters need help with online payments.
- Customs offices can publish their forms in one place.
"""

PORTUGUESE = """\
Oficina sobre encomendas públicas e pequenas empresas

Brasília, Brasil, 5 a 7 de maio de 2010

Organizado pelo SEBRAE em parceria com o Ministério do Desenvolvimento, Indústria e Comércio Exterior e a CAF, com recursos do BID

Destaques

• As compras públicas reservadas às pequenas empresas aumentaram a concorrência no país.
• O Chile apresentou a experiência do ChileCompra com as pequenas empresas.
"""

FRENCH = """\
Atelier régional sur le financement des petites entreprises

Port-au-Prince, Haïti, du 3 au 4 décembre 2009

Organisé par le Ministère du Commerce et de l'Industrie d'Haïti en collaboration avec l'OIF et la Banque mondiale, avec l'appui financier de l'Union européenne

Points saillants

• Les fonds de garantie ont facilité l'accès au crédit dans les zones rurales.
• Le Québec a présenté son expérience des coopératives pour les petites entreprises.
"""

DATE_FIRST_HTML = """\
<!doctype html><html lang="en"><head><title>Past workshops | Institute</title></head><body>
<nav><ul><li>Home, January 3-4, 2001</li></ul></nav>
<main><h1>Past workshops</h1>
<p><em>Bridgetown, Barbados, October 3 &amp; 4, 2012</em></p>
<h3>Quality Standards for Small Producers</h3>
<p>Organized by the Caribbean Development Bank.</p>
<p><strong>Lessons learned</strong></p>
<ul><li>Shared laboratories cut the cost of certification.</li><li>Buyers asked for the same three tests everywhere.</li></ul>
<p><em>Montego Bay, Jamaica, May 5, 2011</em></p>
<h3>Women Entrepreneurs and Credit</h3>
<p>Convened by the Ministry of Industry, Investment and Commerce and UN Women with support from the World Bank.</p>
<p><strong>Lessons learned</strong></p>
<ul><li>Movable collateral opened credit lines to women.</li></ul>
<p style="display:none">Secret: June 1-2, 1999, Kingston, Jamaica</p>
</main><footer><form>Search</form></footer></body></html>
"""

SPANISH_HTML = """\
<html lang="es"><head><meta charset="utf-8"><title>Foro de competitividad</title>
<link rel="canonical" href="https://www.example.org/foro"></head><body>
<h2>Foro Interamericano de Competitividad</h2>
<table><tr><td>Fecha</td><td>Del 30 de septiembre al 2 de octubre de 2010</td></tr>
<tr><td>Lugar</td><td>Hotel Crowne Plaza, San Salvador, El Salvador</td></tr>
<tr><td>Organizadores</td><td>Ministerio de Economía y Finanzas; Cámara de Comercio e Industria</td></tr>
<tr><td>Donantes</td><td>Agencia de los Estados Unidos para el Desarrollo Internacional (USAID)</td></tr></table>
<p>El foro reunió a ministros de la región.</p>
<h3>Conclusiones</h3>
<ul><li>Las ventanillas únicas reducen el tiempo para abrir una empresa.</li>
<li>Los consejos público-privados necesitan un mandato claro.<ul><li>Chile y México lo fijaron por ley.</li></ul></li></ul>
<p><a href="https://www.example.org/evento">Sitio del evento</a></p></body></html>
"""

AGENDA = """\
Seminar on Innovation Policy for MSMEs

Georgetown, Guyana

Agenda

Day 1: Monday, 5 May 2014

09:00 Registration
09:30 Opening remarks

Day 2: Tuesday, 6 May 2014

09:00 Innovation vouchers in Jamaica
"""

NEWS = """\
Posted on May 3, 2011

Regional Workshop on Business Incubators – Kingston, Jamaica, April 27-28, 2011

The workshop, organized by the Scientific Research Council and sponsored by infoDev, brought together 40 managers.

Main conclusions

* Incubators need patient funding.
* Universities can share equipment with small firms.
"""

TWO_HEADED = """\
# Workshops 2013

## Exporting Services from Small Islands

The workshop took place in Castries, Saint Lucia, on 11 and 12 March. It was organized by the Export Agency and UNCTAD.

### Highlights

- Diaspora networks were the first customers.

## Clusters for Coffee Growers

Held in Tegucigalpa, Honduras, on 5 and 6 August with funding from the European Union.

### Highlights

- Growers who roasted at home doubled their income.
"""

SELA_HTML = """\
<html lang="es"><body><div class="content"><h1>Seminario Regional: Las PYMES en las cadenas de valor</h1><p><strong>Fecha:</strong> 24 y 25 de julio de 2012<br><strong>Lugar:</strong> Ciudad de Panamá, Panamá</p><p>La Secretaría Permanente del SELA y el Ministerio de Economía y Finanzas de Panamá organizaron el Seminario Regional con el objetivo de intercambiar experiencias.</p><h3>Principales conclusiones</h3><ul><li>Las pymes necesitan crédito.</li><li>Chile y Colombia presentaron sus programas.</li></ul></div></body></html>
"""

PRESS_HTML = """\
<html><body><h1>OAS Workshop on Small Businesses Concludes in Jamaica</h1><p>September 24, 2010</p><p>KINGSTON, Jamaica (OAS) – The workshop “Innovation and ICT Use for SME Productivity” was held on September 21-22 in Kingston, Jamaica, organized by the OAS Department of Economic Development in partnership with the Small Business Association of Jamaica and the University of the West Indies (UWI).</p><p>Key messages:</p><ul><li>Training matters more than equipment.</li><li>Mexico offered advice.</li></ul></body></html>
"""

TABLE_HTML = """\
<html><body><h1>Past events</h1><table><tr><th>Date</th><th>Event</th><th>Place</th></tr><tr><td>September 21-22, 2010</td><td>Innovation and ICT Use for SMEs</td><td>San Antonio, Texas</td></tr><tr><td>December 3-4, 2009</td><td>Trade and Poverty Dialogue</td><td>Panama City, Panama</td></tr></table></body></html>
"""

LIST_HTML = """\
<html lang=es><body><h1>Talleres 2012</h1><ul><li><a href="https://www.example.org/1">Taller sobre financiamiento de las pymes</a>. Lima, Perú, 24 y 25 de julio de 2012</li><li><a href="https://www.example.org/2">Taller sobre compras públicas</a>. Quito, Ecuador, 3 de mayo de 2012</li></ul></body></html>
"""

COLOMBIAN = """\
Memorias del evento

Foro Regional de Emprendimiento e Innovación
Bogotá D.C., Colombia
Septiembre 21 y 22 de 2010

Convocan: Ministerio de Comercio, Industria y Turismo, Cámara de Comercio de Bogotá y Universidad de los Andes
Apoyan: CAF y BID

LECCIONES APRENDIDAS

1) La formalización avanza cuando el trámite es simple.
2) Brasil y Uruguay mostraron sus regímenes simplificados.

Contacto: foro@example.org
"""

CITY_ONLY = """\
Encuentro de responsables de política industrial

San Salvador, 14 y 15 de marzo de 2013

Organizado por la SIECA

Resultados

- Se acordó una agenda común.
"""

LAYOUT_TABLE_HTML = """\
<html><head><title>Institution</title></head><body><table><tr><td><ul><li>Home</li></ul></td><td>
<p align="center"><b>Workshops on MSME public policy</b></p>
<p><b>Promoting and Improving SME Competitiveness and Productivity in the Caribbean</b><br>
San Diego, California: September 6-7, 2011<br>
<i>Organized cooperation with the Caribbean Export Development Agency, ASBDC, and the Regional SBDC of the University of Texas at San Antonio, with funding from the U.S. Mission to the OAS</i></p>
<p><b>Highlights:</b></p><ul><li>The third regional workshop was held.</li><li>A new project.</li></ul><p><a href="https://www.example.org/e1">» Visit Event Site</a></p>
<p><b>Innovation and ICT Use for SME Productivity</b><br>San Antonio, Texas: September 21-22, 2010<br><i>Organized in collaboration with the ASBDC</i></p>
<p><b>Highlights:</b></p><ul><li>The second regional workshop.</li></ul></td></tr></table></body></html>
"""

FINAL_REPORT = """\
INFORME FINAL

TALLER SUBREGIONAL SOBRE POLÍTICAS DE APOYO A LAS MICRO Y PEQUEÑAS EMPRESAS

San José, Costa Rica
Del 5 al 7 de noviembre de 2008

I. ANTECEDENTES

El taller fue organizado por la Secretaría Ejecutiva para el Desarrollo Integral (SEDI) de la Organización de los Estados Americanos (OEA), en coordinación con el Ministerio de Economía, Industria y Comercio (MEIC) de Costa Rica y con el auspicio de la Agencia Española de Cooperación Internacional para el Desarrollo (AECID).

II. CONCLUSIONES Y RECOMENDACIONES

a) Los países coincidieron en la importancia de la asistencia técnica.
b) Costa Rica presentó su red de apoyo a las mipymes.

III. LISTA DE PARTICIPANTES
"""

WEBINAR = """\
Webinar: Digital payments for small firms

May 12, 2021, online

Organized by the Inter-American Development Bank (IDB) and the Central Bank of Barbados

Key takeaways
- Fees fell by half.
"""
