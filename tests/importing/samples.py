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
